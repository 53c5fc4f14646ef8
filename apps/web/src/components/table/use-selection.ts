import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { changeSearch } from '../../lib/change-search.ts'

export interface Selection<T> {
  readonly ids: ReadonlySet<string>
  /** The selected items that still exist, as they are now. */
  readonly items: readonly T[]
  readonly select: (ids: Iterable<string>) => void
}

const param = 'selected'

/**
 * Selection by id, so that it survives every live update. One selected item stands in the URL (`?selected=<id>`): the panel
 * that shows it can be linked to, and the browser's Back leads to it.
 */
export function useSelection<T>(byId: ReadonlyMap<string, T>): Selection<T> {
  const [search, setSearch] = useSearchParams()
  const inUrl = search.get(param)
  const [ids, setIds] = useState<ReadonlySet<string>>(() => new Set(inUrl === null ? [] : [inUrl]))
  // The URL follows a moment later. What comes back from there was written here; anything else is a link or Back.
  const written = useRef<(string | null)[]>([inUrl])
  useEffect(() => {
    const at = written.current.lastIndexOf(inUrl)
    if (at >= 0) written.current = written.current.slice(at)
    else {
      written.current = [inUrl]
      setIds(new Set(inUrl === null ? [] : [inUrl]))
    }
  }, [inUrl])
  const items = useMemo(() => [...ids].flatMap((id) => byId.get(id) ?? []), [ids, byId])
  const select = useCallback(
    (next: Iterable<string>) => {
      const chosen = new Set(next)
      const [first = null] = chosen
      const only = chosen.size === 1 ? first : null
      setIds(chosen)
      if (written.current.at(-1) !== only) written.current.push(only)
      changeSearch(setSearch, (params) => {
        if (only === null) params.delete(param)
        else params.set(param, only)
      })
    },
    [setSearch],
  )
  return { ids, items, select }
}
