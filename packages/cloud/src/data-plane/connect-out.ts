import { isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import type { GuestUnreachable } from '@brume/guests'
import type { GuestTarget } from '../host.ts'
import type { Fabric } from './fabric/fabric.ts'

/** Connects as the agent of an instance does: names by its resolver, the rest as the network lets it. Rejects in the agent's words. */
export async function connectOut(
  fabric: Pick<Fabric, 'connect' | 'resolve'>,
  target: GuestTarget,
  host: string,
  port: number,
): Promise<Duplex> {
  const from = { kind: 'guest' as const, target }
  const found = isIP(host) > 0 ? [host] : fabric.resolve(from, host)
  if ('unreachable' in found) throw dialError('unknown-host', `${host}:${port}`)
  let failed = dialError('unknown-host', `${host}:${port}`)
  // One of IPv6 alone has no way to the first ones.
  for (const address of found) {
    const connection = await fabric.connect(from, { address, port })
    if (!('unreachable' in connection)) return connection
    failed = dialError(connection.unreachable, `${address}:${port}`)
  }
  throw failed
}

const causes: Readonly<Record<GuestUnreachable['unreachable'], string>> = {
  refused: 'connect: connection refused',
  'timed-out': 'i/o timeout',
  'no-route': 'connect: no route to host',
  'unknown-host': 'no such host',
}

/** As the language that the agent is written in words it. */
export function dialError(cause: GuestUnreachable['unreachable'], address: string): Error {
  return new Error(`dial tcp ${address}: ${causes[cause]}`)
}
