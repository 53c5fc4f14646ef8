import { useEffect, useEffectEvent } from 'react'
import { useSearchParams } from 'react-router'
import { changeSearch } from '../../lib/change-search.ts'
import { rememberedViews, type SavedView } from './views.ts'

/**
 * An address that says nothing opens the list as its reader wants it: by the default view, else as `otherwise` says.
 * One that says anything is a link, and shows what its sender saw.
 */
export function useOpening(
  tableId: string,
  options: { readonly otherwise: string; readonly apply: (view: SavedView) => void },
): void {
  const [, setSearch] = useSearchParams()
  const open = useEffectEvent(() => {
    if (window.location.search !== '') return
    const view = rememberedViews(tableId)
      .read()
      .find(({ isDefault }) => isDefault)
    if (view) options.apply(view)
    const query = view?.query ?? options.otherwise
    if (query === '') return
    changeSearch(setSearch, (params) => {
      for (const [name, value] of new URLSearchParams(query)) params.append(name, value)
    })
  })
  useEffect(() => open(), [])
}
