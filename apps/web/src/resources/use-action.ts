import { useEffect, useEffectEvent } from 'react'
import { useSearchParams } from 'react-router'
import { changeSearch } from '../lib/change-search.ts'

/** Does what the address asks for (`?action=create`), once: a reload or Back does not do it again. */
export function useAction(name: string, run: () => void): void {
  const [search, setSearch] = useSearchParams()
  const wanted = search.get('action') === name
  const act = useEffectEvent(() => {
    changeSearch(setSearch, (params) => params.delete('action'))
    run()
  })
  useEffect(() => {
    if (wanted) act()
  }, [wanted])
}
