import { createContext, useContext } from 'react'

/** Where a page looks: the account behind a connection, and a Region. Both stand in the page's URL. */
export interface Scope {
  readonly connection: string
  readonly region: string
}

export const ScopeContext = createContext<Scope | undefined>(undefined)

/** The connection and Region of this page. */
export function useScope(): Scope {
  const scope = useContext(ScopeContext)
  if (!scope) throw new Error('useScope() outside a page with a connection and a Region')
  return scope
}

/** The address of a page in a place: `pathIn(place, '/instances')`. */
export function pathIn({ connection, region }: Scope, path: string): string {
  return `/${connection}/${region}${path}`
}

/** Builds URLs of pages in the present connection and Region: `toPath('/instances')`. */
export function useScopedPath(): (path: string) => string {
  const scope = useScope()
  return (path) => pathIn(scope, path)
}
