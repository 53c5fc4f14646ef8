import type { SetURLSearchParams } from 'react-router'

/**
 * Changes the query of the URL in place. It starts from the address itself: what was last rendered may be older, and a second
 * change before the next render would undo the first.
 */
export function changeSearch(
  setSearch: SetURLSearchParams,
  write: (params: URLSearchParams) => void,
): void {
  const params = new URLSearchParams(window.location.search)
  write(params)
  setSearch(params, { replace: true, preventScrollReset: true })
}
