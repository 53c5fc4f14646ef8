import { useCallback, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'

export interface Selection<T> {
  readonly ids: ReadonlySet<string>
  /** The selected items that still exist, as they are now. */
  readonly items: readonly T[]
  readonly select: (ids: Iterable<string>) => void
}

/**
 * Selection by id, so that it survives every live update. One selected item stands in the URL (`?selected=<id>`): the panel
 * that shows it can be linked to.
 */
export function useSelection<T>(byId: ReadonlyMap<string, T>): Selection<T> {
  const [search, setSearch] = useSearchParams()
  const inUrl = search.get('selected')
  const [many, setMany] = useState<ReadonlySet<string>>(new Set())
  const ids = useMemo(() => (inUrl === null ? many : new Set([inUrl])), [inUrl, many])
  const items = useMemo(() => [...ids].flatMap((id) => byId.get(id) ?? []), [ids, byId])
  const select = useCallback(
    (next: Iterable<string>) => {
      const chosen = new Set(next)
      const [only] = chosen
      setMany(chosen)
      setSearch(
        (previous) => {
          const params = new URLSearchParams(previous)
          if (chosen.size === 1 && only !== undefined) params.set('selected', only)
          else params.delete('selected')
          return params
        },
        { replace: true, preventScrollReset: true },
      )
    },
    [setSearch],
  )
  return { ids, items, select }
}
