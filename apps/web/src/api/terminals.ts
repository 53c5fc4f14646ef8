import { routes, type OpenTerminal, type Terminal } from '@brume/console-api'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { request } from './http.ts'
import { useScope, type Scope } from './scope.ts'

/** Opens a session on an instance. Throws `ApiFailure` (`TargetNotConnected` while the agent does not answer). */
export function openTerminal(scope: Scope, terminal: OpenTerminal): Promise<Terminal> {
  return request('POST', routes.terminals(scope.connection, scope.region), terminal)
}

export function terminalsKey({ connection, region }: Scope): readonly string[] {
  return [connection, region, 'terminals']
}

/** The terminals of this browser session in the page's connection and Region. */
export function useTerminals(): UseQueryResult<readonly Terminal[]> {
  const scope = useScope()
  const path = routes.terminals(scope.connection, scope.region)
  return useQuery({
    queryKey: terminalsKey(scope),
    queryFn: ({ signal }) => request<readonly Terminal[]>('GET', path, undefined, signal),
    refetchOnMount: 'always',
  })
}

export function endTerminal(id: string): Promise<void> {
  return request('DELETE', routes.terminal(id))
}

/** Where a terminal's bytes flow. */
export function terminalSocketUrl(id: string): URL {
  const url = new URL(routes.terminalBytes(id), location.href)
  url.protocol = url.protocol.replace('http', 'ws')
  return url
}
