import type { SetURLSearchParams } from 'react-router'

/**
 * Changes the query of the URL. It starts from the address itself: what was last rendered may be older, and a second
 * change before the next render would undo the first. With `push` the browser's Back undoes it.
 */
export function changeSearch(
  setSearch: SetURLSearchParams,
  write: (params: URLSearchParams) => void,
  how: 'replace' | 'push' = 'replace',
): void {
  const params = new URLSearchParams(window.location.search)
  write(params)
  if (how === 'push' && `?${String(params)}` === window.location.search) return
  setSearch(params, { replace: how === 'replace', preventScrollReset: true })
}
