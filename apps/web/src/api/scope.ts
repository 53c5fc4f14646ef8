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

/** The URL of a page in this connection and Region: `scopedPath(scope, '/instances')`. */
export function scopedPath(scope: Scope, path: string): string {
  return `/${scope.connection}/${scope.region}${path}`
}

/** Builds URLs in the present connection and Region. */
export function useScopedPath(): (path: string) => string {
  const scope = useScope()
  return (path) => scopedPath(scope, path)
}
