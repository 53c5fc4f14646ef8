import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { formatIpv6, parseIpv6, parseIpv6Block } from '../../../network/cidr.ts'
import type { SubnetRecord } from '../subnets/subnet.ts'
import { checkAddressCount, typeOfInstance } from './address-limit.ts'
import { networkInterfaces, type NetworkInterfaceRecord } from './network-interface.ts'

/** IPv6 addresses for an interface: these, and so many more. */
export interface Ipv6Wish {
  readonly listed: readonly string[]
  readonly count: number
}

/** The first four of a subnet and its last are AWS's. https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const reservedFirst = 4n

/** Throws AWS's errors for a subnet without IPv6, and for addresses that are both listed and counted. */
export function readIpv6Wish(
  subnet: SubnetRecord,
  wish: {
    readonly Ipv6AddressCount?: number
    readonly Ipv6Addresses?: readonly { readonly Ipv6Address?: string }[]
  },
): Ipv6Wish {
  const listed = (wish.Ipv6Addresses ?? []).flatMap(({ Ipv6Address }) => Ipv6Address ?? [])
  const count = wish.Ipv6AddressCount ?? 0
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
  if ((subnet.ipv6Blocks ?? []).length > 0) return { listed, count }
  throw noBlock(subnet)
}

function noBlock({ id }: SubnetRecord): AwsError {
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
  { listed, count }: Ipv6Wish,
): NetworkInterfaceRecord {
  const total = to.ipv6Addresses.length + listed.length + count
  checkAddressCount(typeOfInstance(ctx, to), total, 'Ipv6AddressesPerInterface')
  let eni = to
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
  if (!takenIn(ctx, subnet).has(address)) return address
  throw new AwsError(
    'InvalidIPAddress.InUse',
    `The specified IPv6 address [${address}] is already assigned.`,
  )
}

function pick(ctx: Context, subnet: SubnetRecord): string {
  const [block] = blocksOf(subnet)
  if (!block) throw noBlock(subnet)
  const taken = takenIn(ctx, subnet)
  for (;;) {
    const host = BigInt(`0x${ctx.chance.hex(16)}`)
    const value = block.first + (host & (block.last - block.first))
    const address = formatIpv6(value)
    if (value - block.first >= reservedFirst && value < block.last && !taken.has(address)) {
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

function takenIn(ctx: Context, subnet: SubnetRecord): ReadonlySet<string> {
  return new Set(
    ctx.db.by(networkInterfaces, 'subnet', subnet.id).flatMap(({ ipv6Addresses }) => ipv6Addresses),
  )
}
