import type { Zone } from '../../../catalogue/regions.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import {
  formatIpv4Block,
  formatIpv6Block,
  parseIpv4Block,
  parseIpv6Block,
} from '../../../network/cidr.ts'
import { ipv6Associations, type VpcRecord } from '../vpcs/vpc.ts'
import { makeSubnet, overlaps } from './make-subnet.ts'
import { isIpv6BlockTaken } from './read-subnet-cidr.ts'
import { subnets, type SubnetRecord } from './subnet.ts'

const prefixLength = 20
const size = 2 ** (32 - prefixLength)

/** A zone's subnet of the default VPC: the first /20 that no other subnet has. */
export function makeDefaultSubnet(ctx: Context, vpc: VpcRecord, zone: Zone): SubnetRecord {
  const whole = parseIpv4Block(vpc.cidrBlock)
  const others = ctx.db.by(subnets, 'vpc', vpc.id)
  for (let at = 0; whole && at < whole.size; at += size) {
    const cidrBlock = formatIpv4Block({ first: whole.first + at, prefixLength, size })
    if (!overlaps(cidrBlock, others)) {
      return makeSubnet(ctx, vpc, { cidrBlock, zone, isDefault: true })
    }
  }
  throw new AwsError(
    'InsufficientCidrBlocks',
    `The default VPC '${vpc.id}' has no free /${prefixLength} CIDR block.`,
  )
}

const ipv6PrefixLength = 64
const ipv6Size = 1n << BigInt(128 - ipv6PrefixLength)

/**
 * A zone's subnet of the default VPC for IPv6 alone, with a block that AWS chooses: the first /64 that no other subnet has.
 * A VPC without an IPv6 block has none to give; no proof of AWS's words for that was found.
 * https://github.com/hashicorp/terraform-provider-aws/blob/084df2c9e6af3783ac20e7d031f98166f9bccdf7/internal/service/ec2/vpc_default_subnet_test.go
 */
export function makeDefaultIpv6Subnet(ctx: Context, vpc: VpcRecord, zone: Zone): SubnetRecord {
  for (const { cidrBlock } of ipv6Associations(vpc)) {
    const whole = parseIpv6Block(cidrBlock)
    if (!whole) continue
    const end = whole.first + (1n << BigInt(128 - whole.prefixLength))
    for (let first = whole.first; first < end; first += ipv6Size) {
      const block = { first, prefixLength: ipv6PrefixLength }
      if (!isIpv6BlockTaken(ctx, vpc, block)) {
        return makeSubnet(ctx, vpc, { ipv6Block: formatIpv6Block(block), zone, isDefault: true })
      }
    }
  }
  throw new AwsError(
    'InsufficientCidrBlocks',
    `The default VPC '${vpc.id}' has no free IPv6 /${ipv6PrefixLength} CIDR block.`,
  )
}
