import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import {
  blockContains,
  blockCovers,
  formatIpv4,
  parseIpv4,
  parseIpv4Block,
} from '../../../network/cidr.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { reservedBlocks } from '../subnet-cidr-reservations/subnet-cidr-reservation.ts'
import { isIpv6Native, type SubnetRecord } from '../subnets/subnet.ts'

/**
 * AWS keeps the first four addresses of a subnet (network, router, DNS, future use) and the last.
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
 */
const reservedAtStart = 4
const reservedAtEnd = 1
const randomTries = 32

/** A free private address of the subnet, at random as AWS does. */
export function pickPrivateAddress(ctx: Context, subnet: SubnetRecord): string {
  const { first, count } = usableRange(subnet)
  const isReserved = reservedIn(ctx, subnet)
  const start = ctx.chance.below(count)
  for (let i = 0; i < randomTries + count; i += 1) {
    // A few draws find a free one unless the subnet is crowded; then every address is looked at once.
    const offset = i < randomTries ? ctx.chance.below(count) : (start + i) % count
    if (count === 0) break
    const address = formatIpv4(first + offset)
    if (!isTaken(ctx, subnet, address) && !isReserved(first + offset)) return address
  }
  throw new AwsError(
    'InsufficientFreeAddressesInSubnet',
    'The specified subnet does not have enough free addresses to satisfy the request.',
  )
}

/** The primary address of a new interface: the one asked for, else any; none in a subnet of IPv6 alone. */
export function primaryAddress(
  ctx: Context,
  subnet: SubnetRecord,
  asked: string | undefined,
): string | undefined {
  if (asked !== undefined) checkPrivateAddress(ctx, subnet, asked)
  return asked ?? (isIpv6Native(subnet) ? undefined : pickPrivateAddress(ctx, subnet))
}

/** Throws AWS's error unless the address belongs to the subnet, is not reserved and is free. */
export function checkPrivateAddress(ctx: Context, subnet: SubnetRecord, address: string): void {
  const value = parseIpv4(address)
  const block = parseIpv4Block(subnet.cidrBlock ?? '')
  if (value === undefined) {
    throw new AwsError('InvalidParameterValue', `Invalid IPv4 address: ${address}`)
  }
  if (!block || !blockContains(block, value)) {
    throw new AwsError(
      'InvalidParameterValue',
      `Address ${address} does not fall within the subnet's address range`,
    )
  }
  const { first, count } = usableRange(subnet)
  if (value < first || value >= first + count) {
    throw new AwsError(
      'InvalidParameterValue',
      `Address ${address} is in subnet's reserved address range`,
    )
  }
  if (isTaken(ctx, subnet, address)) {
    throw new AwsError('InvalidIPAddress.InUse', `Address ${address} is in use.`)
  }
}

/** What DescribeSubnets counts as available: addresses kept for prefixes are not. */
export function countFreeAddresses(ctx: Context, subnet: SubnetRecord): number {
  if (isIpv6Native(subnet)) return 0
  const reserved = reservedBlocks(ctx.db, subnet.id, 'prefix')
  const prefixes = reserved.reduce((sum, { size }) => sum + size, 0)
  // What was drawn out of a reservation is counted with it.
  const sizeOf = (prefix: string): number => {
    const block = parseIpv4Block(prefix)
    return block && !reserved.some((each) => blockCovers(each, block)) ? block.size : 0
  }
  const used = ctx.db
    .by(networkInterfaces, 'subnet', subnet.id)
    .reduce(
      (sum, { privateIpAddresses, ipv4Prefixes = [] }) =>
        sum +
        privateIpAddresses.length +
        ipv4Prefixes.reduce((inner, prefix) => inner + sizeOf(prefix), 0),
      0,
    )
  return usableRange(subnet).count - used - prefixes
}

/** Whether an address is kept for those who name it, or for prefixes. */
function reservedIn({ db }: Context, { id }: SubnetRecord): (address: number) => boolean {
  const blocks = reservedBlocks(db, id)
  return (address) => blocks.some((block) => blockContains(block, address))
}

function usableRange(subnet: SubnetRecord): { first: number; count: number } {
  if (subnet.cidrBlock === undefined) return { first: 0, count: 0 }
  const block = parseIpv4Block(subnet.cidrBlock)
  if (!block) throw new Error(`Subnet ${subnet.id} has no address block`)
  return {
    first: block.first + reservedAtStart,
    count: block.size - reservedAtStart - reservedAtEnd,
  }
}

function isTaken(ctx: Context, subnet: SubnetRecord, address: string): boolean {
  return ctx.db.by(networkInterfaces, 'address', `${subnet.id}/${address}`).length > 0
}
