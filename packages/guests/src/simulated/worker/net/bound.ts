import type { OpenPort } from '../../protocol.ts'
import { familyOf, isLoopback } from './addresses.ts'

/** An address and a port. */
export interface Endpoint {
  readonly address: string
  readonly port: number
}

/** Where a socket takes packets from. */
export interface Bound extends Endpoint {
  readonly onlyIpv6?: boolean
}

/** Under which ports it can be reached from outside. */
export function openPorts(protocol: 'tcp' | 'udp', { address, port, onlyIpv6 }: Bound): OpenPort[] {
  if (isLoopback(address)) return []
  const six = familyOf(address) === 6
  return [
    ...(six ? [`${protocol}6/${port}` as const] : []),
    ...(!six || (address === '::' && !onlyIpv6) ? [`${protocol}/${port}` as const] : []),
  ]
}

/** Whether a bound socket takes what comes to an address. */
export function covers(
  { address, onlyIpv6 }: Pick<Bound, 'address' | 'onlyIpv6'>,
  to: string,
): boolean {
  if (address === '::') return !onlyIpv6 || familyOf(to) === 6
  if (address === '0.0.0.0') return familyOf(to) === 4
  return address === to || (address.startsWith('127.') && to.startsWith('127.'))
}

/** Whether two sockets would be one another's rivals. */
export function overlap(
  one: Pick<Bound, 'address' | 'onlyIpv6'>,
  other: Pick<Bound, 'address' | 'onlyIpv6'>,
): boolean {
  return covers(one, other.address) || covers(other, one.address)
}
