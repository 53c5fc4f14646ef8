import { routes, type OpenTerminal, type Terminal } from '@brume/console-api'
import { request } from './http.ts'
import type { Scope } from './scope.ts'

/** Opens a session on an instance. Throws `ApiFailure` (`TargetNotConnected` while the agent does not answer). */
export function openTerminal(scope: Scope, terminal: OpenTerminal): Promise<Terminal> {
  return request('POST', routes.terminals(scope.connection, scope.region), terminal)
}

/** The terminals of this browser session in a connection and Region. */
export function listTerminals(scope: Scope, signal?: AbortSignal): Promise<readonly Terminal[]> {
  return request('GET', routes.terminals(scope.connection, scope.region), undefined, signal)
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
