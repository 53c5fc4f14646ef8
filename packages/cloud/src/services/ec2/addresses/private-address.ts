import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { blockContains, formatIpv4, parseIpv4, parseIpv4Block } from '../../../network/cidr.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { reservedBlocks } from '../subnet-cidr-reservations/subnet-cidr-reservation.ts'
import type { SubnetRecord } from '../subnets/subnet.ts'

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
    const address = formatIpv4(first + offset)
    if (!isTaken(ctx, subnet, address) && !isReserved(first + offset)) return address
  }
  throw new AwsError(
    'InsufficientFreeAddressesInSubnet',
    'The specified subnet does not have enough free addresses to satisfy the request.',
  )
}

/** Throws AWS's error unless the address belongs to the subnet, is not reserved and is free. */
export function checkPrivateAddress(ctx: Context, subnet: SubnetRecord, address: string): void {
  const value = parseIpv4(address)
  const block = parseIpv4Block(subnet.cidrBlock)
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
  const used = ctx.db
    .by(networkInterfaces, 'subnet', subnet.id)
    .reduce((sum, eni) => sum + eni.privateIpAddresses.length, 0)
  const prefixes = reservedBlocks(ctx.db, subnet.id, 'prefix').reduce(
    (sum, { size }) => sum + size,
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
