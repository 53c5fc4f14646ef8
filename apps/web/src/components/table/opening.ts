import { useEffect, useEffectEvent } from 'react'
import { useSearchParams } from 'react-router'
import { changeSearch } from '../../lib/change-search.ts'
import { remembered } from '../../lib/remembered.ts'
import { rememberedViews, type SavedView } from './views.ts'

/** What goes from list to list of an address: the Regions and connections shown. */
export const carriedQuery = remembered('carriedQuery', (stored) =>
  typeof stored === 'string' ? stored : '',
)

/**
 * An address that says nothing opens the list as its reader wants it: by the default view, else with the Regions looked at last.
 * One that says anything is a link, and shows what its sender saw.
 */
export function useOpening(
  tableId: string,
  options: { readonly carries: boolean; readonly apply: (view: SavedView) => void },
): void {
  const [, setSearch] = useSearchParams()
  const open = useEffectEvent(() => {
    if (window.location.search !== '') return
    const view = rememberedViews(tableId)
      .read()
      .find(({ isDefault }) => isDefault)
    if (view) options.apply(view)
    const query = view?.query ?? (options.carries ? carriedQuery.read() : '')
    if (query === '') return
    changeSearch(setSearch, (params) => {
      for (const [name, value] of new URLSearchParams(query)) params.append(name, value)
    })
  })
  useEffect(() => open(), [])
}
