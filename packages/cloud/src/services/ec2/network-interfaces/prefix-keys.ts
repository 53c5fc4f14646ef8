import { parseAddress, parseBlock, type Address } from '../../../network/address.ts'
import { formatIpv4, formatIpv6 } from '../../../network/cidr.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-prefix-eni.html */
export const ipv4PrefixLength = 28
export const ipv6PrefixLength = 80

const ipv6HostBits = BigInt(128 - ipv6PrefixLength)

/** The prefix that an address lies in, were it delegated. */
export function prefixOf(address: Address): string {
  return typeof address === 'bigint'
    ? `${formatIpv6((address >> ipv6HostBits) << ipv6HostBits)}/${ipv6PrefixLength}`
    : `${formatIpv4(address - (address % 16))}/${ipv4PrefixLength}`
}

/** The prefix around an address that is given as text. */
export function prefixAround(text: string): string {
  const address = parseAddress(text)
  return address === undefined ? '' : prefixOf(address)
}

/** The sixteen addresses of an IPv4 prefix. */
export function addressesOfPrefix(prefix: string): readonly string[] {
  const block = parseBlock(prefix)
  if (!block || typeof block.first === 'bigint') return []
  const { first } = block
  return Array.from({ length: 16 }, (_, index) => formatIpv4(first + index))
}
