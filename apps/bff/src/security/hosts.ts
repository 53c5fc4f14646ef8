import { isIP } from 'node:net'
import type { IncomingMessage } from 'node:http'

/** Where the console may be reached, and by which names. */
export interface Reach {
  /** It listens on loopback only. */
  readonly loopback: boolean
  /** Names besides `localhost` and addresses, in lower case, without port. */
  readonly names: ReadonlySet<string>
  /** Origin of a TLS proxy in front of it, e.g. `https://brume.example.com`. */
  readonly publicOrigin?: string
}

/**
 * Whether a Host header names this console. A foreign page can point its own name at our address (DNS rebinding), but
 * cannot make a browser send an address or a name of ours with it.
 */
export function isOwnHost(host: string | undefined, reach: Reach): boolean {
  const name = host === undefined ? undefined : hostName(host)
  if (name === undefined) return false
  if (name === 'localhost' || name === '127.0.0.1' || name === '::1') return true
  if (reach.publicOrigin !== undefined && host === new URL(reach.publicOrigin).host) return true
  return reach.names.has(name) || (!reach.loopback && isIP(name) !== 0)
}

/** Whether the request comes from a page of this console: its Origin is the very address that it asks. */
export function isOwnOrigin(request: IncomingMessage, reach: Reach): boolean {
  const { origin, host } = request.headers
  if (origin === undefined || host === undefined) return false
  return origin === `http://${host}` || origin === reach.publicOrigin
}

/** The name in a Host header, lower case, without port and brackets; undefined when it is malformed. */
function hostName(host: string): string | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?$/i.exec(host)
  return (match?.[1] ?? match?.[2])?.toLowerCase()
}
