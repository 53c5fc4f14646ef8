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

/** Builds URLs of pages in the present connection and Region: `toPath('/instances')`. */
export function useScopedPath(): (path: string) => string {
  const { connection, region } = useScope()
  return (path) => `/${connection}/${region}${path}`
}
