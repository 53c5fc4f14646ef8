import type { Zone } from '../../../catalogue/regions.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { formatIpv4Block, parseIpv4Block } from '../../../network/cidr.ts'
import type { VpcRecord } from '../vpcs/vpc.ts'
import { makeSubnet, overlaps } from './make-subnet.ts'
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
