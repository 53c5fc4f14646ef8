import { createHash } from 'node:crypto'
import { parse } from 'tldts'
import { contains, parseBlock, type Address } from '../../network/address.ts'

/**
 * Sites of the virtual Internet stand in TEST-NET-1 and TEST-NET-2 (RFC 5737), which the real one does not route: what a learner
 * copies out of a guest leads nowhere outside. See docs/decisions/008.
 */
export const internetBlocks = ['192.0.2.0/24', '198.51.100.0/24'] as const

/** Public name servers, which people ping by number. */
const resolvers: Readonly<Record<string, string>> = {
  'dns.google': '8.8.8.8',
  'one.one.one.one': '1.1.1.1',
}

const blocks = internetBlocks.map(parseBlock).filter((block) => block !== undefined)
const resolverBlocks = ['8.8.8.8/32', '8.8.4.4/32', '1.1.1.1/32', '1.0.0.1/32']
  .map(parseBlock)
  .filter((block) => block !== undefined)

/** The address of a public name, the same every time; undefined for a name under no public suffix. Several names may share one, as behind a content network. */
export function addressOf(name: string): string | undefined {
  const host = name.toLowerCase().replace(/\.$/, '')
  if (Object.hasOwn(resolvers, host)) return resolvers[host]
  if (!isPublicName(host)) return undefined
  const [first = 0, second = 0] = createHash('sha256').update(host).digest()
  // Neither the network's nor the broadcast address.
  const last = 1 + (second % 254)
  return `${first % 2 === 0 ? '192.0.2' : '198.51.100'}.${last}`
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
