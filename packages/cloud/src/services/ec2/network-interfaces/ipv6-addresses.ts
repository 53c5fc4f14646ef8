import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { contains } from '../../../network/address.ts'
import { formatIpv6, parseIpv6, parseIpv6Block } from '../../../network/cidr.ts'
import { reservedIpv6Blocks } from '../subnet-cidr-reservations/subnet-cidr-reservation.ts'
import { isIpv6Native, type SubnetRecord } from '../subnets/subnet.ts'
import { checkAddressCount, typeOfInstance } from './address-limit.ts'
import { networkInterfaces, type NetworkInterfaceRecord } from './network-interface.ts'
import { prefixAround } from './prefix-keys.ts'

/** IPv6 addresses for an interface: these, and so many more. */
export interface Ipv6Wish {
  readonly listed: readonly string[]
  readonly count: number
  /** The first one is to be the primary one. */
  readonly primary?: boolean
}

/** The first four of a subnet and its last are AWS's. https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const reservedFirst = 4n

/** Throws AWS's errors for a subnet without IPv6, and for addresses that are both listed and counted. */
export function readIpv6Wish(
  subnet: SubnetRecord,
  wish: {
    readonly Ipv6AddressCount?: number
    readonly Ipv6Addresses?: readonly { readonly Ipv6Address?: string }[]
    readonly PrimaryIpv6?: boolean
  },
): Ipv6Wish {
  const listed = (wish.Ipv6Addresses ?? []).flatMap(({ Ipv6Address }) => Ipv6Address ?? [])
  const primary = wish.PrimaryIpv6 ?? false
  // What asks for a primary address asks for an address.
  const least = primary && listed.length === 0 ? 1 : 0
  const count = Math.max(wish.Ipv6AddressCount ?? 0, least)
  if (listed.length === 0 && count === 0) return { listed, count }
  if (listed.length > 0 && count > 0) {
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter ipv6AddressCount cannot be used with the parameter ipv6Addresses',
    )
  }
  if (count < 0) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${count}) for parameter ipv6AddressCount is invalid. It must not be negative.`,
    )
  }
  if ((subnet.ipv6Blocks ?? []).length > 0) return { listed, count, primary }
  throw noBlock(subnet)
}

/** For a new interface, which takes an address of itself where its subnet says so; a count of 0 says otherwise. */
export function readNewIpv6Wish(
  subnet: SubnetRecord,
  wish: Parameters<typeof readIpv6Wish>[1],
): Ipv6Wish {
  const { Ipv6AddressCount: count, Ipv6Addresses = [] } = wish
  // In one of IPv6 alone a count of 0 leaves nothing to be reached by.
  const asksNothing = count === undefined || (count === 0 && isIpv6Native(subnet))
  const takesOne = asksNothing && Ipv6Addresses.length === 0 && subnet.assignIpv6AddressOnCreation
  return readIpv6Wish(subnet, takesOne ? { ...wish, Ipv6AddressCount: 1 } : wish)
}

export function noBlock({ id }: SubnetRecord): AwsError {
  return new AwsError(
    'InvalidParameterValue',
    `The subnet '${id}' does not contain any IPv6 CIDR block ranges.`,
  )
}

/** One by one, so that each sees the ones before it as taken. */
export function addIpv6Addresses(
  ctx: Context,
  subnet: SubnetRecord,
  to: NetworkInterfaceRecord,
  { listed, count, primary }: Ipv6Wish,
): NetworkInterfaceRecord {
  checkAddressCount(typeOfInstance(ctx, to), to, 'ipv6', listed.length + count)
  let eni = primary ? { ...to, hasPrimaryIpv6: true } : to
  for (const wish of [...listed, ...Array<undefined>(count).fill(undefined)]) {
    const address = wish === undefined ? pick(ctx, subnet) : check(ctx, subnet, wish)
    eni = { ...eni, ipv6Addresses: [...eni.ipv6Addresses, address] }
    ctx.db.put(networkInterfaces, eni)
  }
  return eni
}

/** In canonical form, if it lies in the subnet and nobody has it. */
function check(ctx: Context, subnet: SubnetRecord, text: string): string {
  const value = parseIpv6(text)
  const block = blocksOf(subnet).find(
    ({ first, last }) => value !== undefined && value >= first && value <= last,
  )
  if (value === undefined || !block) {
    throw new AwsError(
      'InvalidParameterValue',
      `Address ${text} does not fall within the subnet's address range`,
    )
  }
  if (value - block.first < reservedFirst || value === block.last) {
    throw new AwsError(
      'InvalidParameterValue',
      `Address ${text} is in subnet's reserved address range`,
    )
  }
  const address = formatIpv6(value)
  if (!isTaken(ctx, subnet, address)) return address
  throw new AwsError(
    'InvalidIPAddress.InUse',
    `The specified IPv6 address [${address}] is already assigned.`,
  )
}

function pick(ctx: Context, subnet: SubnetRecord): string {
  const [block] = blocksOf(subnet)
  if (!block) throw noBlock(subnet)
  const reserved = reservedIpv6Blocks(ctx.db, subnet.id)
  for (;;) {
    const host = BigInt(`0x${ctx.chance.hex(16)}`)
    const value = block.first + (host & (block.last - block.first))
    const address = formatIpv6(value)
    if (
      value - block.first >= reservedFirst &&
      value < block.last &&
      !reserved.some((each) => contains(each, value)) &&
      !isTaken(ctx, subnet, address)
    ) {
      return address
    }
  }
}

function blocksOf(subnet: SubnetRecord): readonly { first: bigint; last: bigint }[] {
  return (subnet.ipv6Blocks ?? []).flatMap(({ cidrBlock }) => {
    const block = parseIpv6Block(cidrBlock)
    if (!block) return []
    const last = block.first + (1n << BigInt(128 - block.prefixLength)) - 1n
    return [{ first: block.first, last }]
  })
}

function isTaken(ctx: Context, { id }: SubnetRecord, address: string): boolean {
  const prefix = prefixAround(address)
  return (
    ctx.db.by(networkInterfaces, 'ipv6', address).some(({ subnetId }) => subnetId === id) ||
    ctx.db
      .by(networkInterfaces, 'ipv6Prefix', prefix)
      .some((eni) => eni.subnetId === id && eni.ipv6Prefixes?.includes(prefix))
  )
}

/** An interface that has a primary IPv6 address keeps it; one that has none yet gets it from those it has. */
export function makeIpv6Primary(
  ctx: Context,
  subnet: SubnetRecord,
  eni: NetworkInterfaceRecord,
): void {
  const wish = readIpv6Wish(subnet, { PrimaryIpv6: true })
  if (eni.ipv6Addresses.length === 0) addIpv6Addresses(ctx, subnet, eni, wish)
  else ctx.db.put(networkInterfaces, { ...eni, hasPrimaryIpv6: true })
}

/** As Describe calls list them. */
export function describeIpv6Addresses(
  eni: NetworkInterfaceRecord,
): { Ipv6Address: string; IsPrimaryIpv6: boolean }[] {
  return eni.ipv6Addresses.map((Ipv6Address, index) => ({
    Ipv6Address,
    IsPrimaryIpv6: index === 0 && (eni.hasPrimaryIpv6 ?? false),
  }))
}
