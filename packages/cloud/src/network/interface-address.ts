import { contains, type Address } from './address.ts'
import { formatIpv4, formatIpv6 } from './cidr.ts'
import type { InterfaceAddress, NetworkInterface } from './view.ts'

/** The interface's address of that value: one that it was given, or one of its prefixes'. */
export function addressAt(
  { addresses, prefixes }: Pick<NetworkInterface, 'addresses' | 'prefixes'>,
  address: Address,
): InterfaceAddress | undefined {
  const given = addresses.find((each) => each.address === address)
  if (given || !prefixes?.some((block) => contains(block, address))) return given
  if (typeof address === 'number') {
    return { address, text: formatIpv4(address), public: undefined }
  }
  const text = formatIpv6(address)
  return { address, text, public: { address, text } }
}

export function hasAddress(eni: NetworkInterface, address: Address): boolean {
  return addressAt(eni, address) !== undefined
}
