import type { IncomingMessage } from 'node:http'
import { ApiFault, refuse } from '../fault.ts'
import { isOwnHost, isOwnOrigin, type Reach } from './hosts.ts'
import type { Session, Sessions } from './sessions.ts'

/** Every request: it must name this console. */
export function guardHost(request: IncomingMessage, reach: Reach): void {
  if (!isOwnHost(request.headers.host, reach)) {
    throw refuse(403, 'ForbiddenOrigin', 'This console is not served under that name.')
  }
}

/**
 * Requests to the API: from this console's own pages only. A foreign page can post forms and open sockets with our
 * cookie, and on loopback every port counts as the same site; the exact Origin and Sec-Fetch-Site tell them apart.
 */
export function guardOrigin(request: IncomingMessage, reach: Reach): void {
  const site = request.headers['sec-fetch-site']
  const looks = request.method === 'GET' || request.method === 'HEAD'
  const upgrades = request.headers.upgrade !== undefined
  const ours =
    looks && !upgrades
      ? (site === undefined || site === 'same-origin' || site === 'none') &&
        (request.headers.origin === undefined || isOwnOrigin(request, reach))
      : isOwnOrigin(request, reach)
  if (!ours) throw refuse(403, 'ForbiddenOrigin', 'Only the console’s own pages may ask this.')
}

/** The session of a request, or a 401. */
export function guardSession(request: IncomingMessage, sessions: Sessions): Session {
  const session = sessions.of(request)
  if (!session) throw refuse(401, 'NoSession', 'There is no session. Reload the page.')
  return session
}

/** All three at once, for WebSocket upgrades. Returns the session or the refusal. */
export function guardUpgrade(
  request: IncomingMessage,
  reach: Reach,
  sessions: Sessions,
): Session | ApiFault {
  try {
    guardHost(request, reach)
    guardOrigin(request, reach)
    return guardSession(request, sessions)
  } catch (error) {
    if (error instanceof ApiFault) return error
    throw error
  }
}
