import { contains, parseBlock, type Address } from './address.ts'
import { formatIpv4, formatIpv6, parseIpv4 } from './cidr.ts'

/** The well-known prefix of RFC 6052: https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html */
const wellKnown = parseBlock('64:ff9b::/96')
const first = typeof wellKnown?.first === 'bigint' ? wellKnown.first : 0n

/** The IPv4 address that stands in an IPv6 one; undefined where none does. */
export function embeddedIpv4(
  address: Address,
): { readonly address: number; readonly text: string } | undefined {
  if (typeof address !== 'bigint' || !wellKnown || !contains(wellKnown, address)) return undefined
  const value = Number(address - first)
  return { address: value, text: formatIpv4(value) }
}

/** The IPv6 address by which DNS64 answers for an IPv4 one. */
export function embedIpv4(text: string): string | undefined {
  const value = parseIpv4(text)
  return value === undefined ? undefined : formatIpv6(first + BigInt(value))
}
