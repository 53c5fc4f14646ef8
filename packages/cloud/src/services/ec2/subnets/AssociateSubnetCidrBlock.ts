import type {
  AssociateSubnetCidrBlockRequest,
  AssociateSubnetCidrBlockResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { newId } from '../ids.ts'
import { refuseMembers } from '../unsupported.ts'
import { vpcs } from '../vpcs/vpc.ts'
import { toIpv6Association } from './describe-subnet.ts'
import { readSubnetIpv6Block } from './read-subnet-cidr.ts'
import { subnets } from './subnet.ts'

/**
 * Gives a subnet an IPv6 block of its VPC's.
 * @limits One a subnet.
 */
export const AssociateSubnetCidrBlock = operation<
  AssociateSubnetCidrBlockRequest,
  AssociateSubnetCidrBlockResult
>('AssociateSubnetCidrBlock', (ctx, input) => {
  refuseMembers('AssociateSubnetCidrBlock', input, ['Ipv6IpamPoolId', 'Ipv6NetmaskLength'])
  const subnet = findRecord(ctx, subnets, 'subnet', input.SubnetId ?? '')
  if (!input.Ipv6CidrBlock) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter ipv6CidrBlock')
  }
  // AWS lets a subnet have one IPv6 block.
  if (subnet.ipv6Blocks?.length) {
    throw new AwsError(
      'CidrLimitExceeded',
      `This subnet '${subnet.id}' has met its maximum number of allowed CIDRs: 1`,
    )
  }
  const vpc = findRecord(ctx, vpcs, 'vpc', subnet.vpcId)
  const cidrBlock = readSubnetIpv6Block(ctx, vpc, input.Ipv6CidrBlock)
  const block = { id: newId(ctx.chance, 'subnet-cidr-assoc'), cidrBlock }
  ctx.db.put(subnets, { ...subnet, ipv6Blocks: [block] })
  return { SubnetId: subnet.id, Ipv6CidrBlockAssociation: toIpv6Association(block, 'associating') }
})
