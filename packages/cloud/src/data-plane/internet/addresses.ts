import { createHash } from 'node:crypto'
import { parse } from 'tldts'
import { contains, parseAddress, parseBlock, type Address } from '../../network/address.ts'

/**
 * Sites of the virtual Internet stand in TEST-NET-1 and TEST-NET-2 (RFC 5737), which the real one does not route: what a learner
 * copies out of a guest leads nowhere outside. See docs/decisions/008.
 */
export const internetBlocks = ['192.0.2.0/24', '198.51.100.0/24'] as const
/** Within the newer documentation addresses of IPv6 (RFC 9637). */
const ipv6Prefix = '3fff:b:100:'

/** Public name servers, which people ping by number. */
const resolvers: Readonly<Record<string, readonly string[]>> = {
  'dns.google': ['8.8.8.8', '2001:4860:4860::8888'],
  'one.one.one.one': ['1.1.1.1', '2606:4700:4700::1111'],
}

const blocks = [...internetBlocks, `${ipv6Prefix}:/48`]
  .map(parseBlock)
  .filter((block) => block !== undefined)
const resolverBlocks = [
  '8.8.8.8/32',
  '8.8.4.4/32',
  '1.1.1.1/32',
  '1.0.0.1/32',
  '2001:4860:4860::8888/128',
  '2001:4860:4860::8844/128',
  '2606:4700:4700::1111/128',
  '2606:4700:4700::1001/128',
]
  .map(parseBlock)
  .filter((block) => block !== undefined)

/**
 * The IPv4 and IPv6 addresses of a public name, the same every time; none for a name under no public suffix. Several names may share
 * them, as behind a content network.
 */
export function addressesOf(name: string): readonly string[] {
  const host = name.toLowerCase().replace(/\.$/, '')
  const resolver = Object.hasOwn(resolvers, host) ? resolvers[host] : undefined
  if (resolver) return resolver
  if (!isPublicName(host)) return []
  const [first = 0, second = 0] = createHash('sha256').update(host).digest()
  // Neither the network's nor the broadcast address.
  const last = 1 + (second % 254)
  const four = `${first % 2 === 0 ? '192.0.2' : '198.51.100'}.${last}`
  return hasIpv6(host) ? [four, `${ipv6Prefix}:${((first % 2) * 256 + last).toString(16)}`] : [four]
}

/** AWS's endpoints have IPv6 under other names, and some well-known hosts have none. */
function hasIpv6(host: string): boolean {
  if (/(?:^|\.)(?:github\.com|githubusercontent\.com)$/.test(host)) return false
  return !host.endsWith('.amazonaws.com') || host.includes('.dualstack.')
}

/** A public name server, as people give one by number. */
export function isNameServer(text: string): boolean {
  const address = parseAddress(text)
  return address !== undefined && isResolver(address)
}

export function isSite(address: Address): boolean {
  return blocks.some((block) => contains(block, address))
}

export function isResolver(address: Address): boolean {
  return resolverBlocks.some((block) => contains(block, address))
}

/** A name that somebody could have registered: under a suffix of the Public Suffix List's ICANN part. */
function isPublicName(host: string): boolean {
  const found = parse(host, { allowPrivateDomains: false })
  return found.isIcann === true && found.domain !== null && found.isIp === false
}
