import type { CreateSubnetRequest, CreateSubnetResult } from '@aws-sdk/client-ec2'
import { zonesOf, type Zone } from '../../../catalogue/regions.ts'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'
import { vpcs } from '../vpcs/vpc.ts'
import { toSubnet } from './describe-subnet.ts'
import { makeSubnet } from './make-subnet.ts'
import { readSubnetBlock, readSubnetIpv6Block } from './read-subnet-cidr.ts'
import { readZone } from './read-zone.ts'

/**
 * Makes a subnet in a zone, for IPv6 alone if asked; one of the Region's when none is named.
 * @limits 200 a VPC; /16 to /28.
 */
export const CreateSubnet = operation<CreateSubnetRequest, CreateSubnetResult>(
  'CreateSubnet',
  (ctx, input) => {
    refuseMembers('CreateSubnet', input, [
      'OutpostArn',
      'Ipv4IpamPoolId',
      'Ipv4NetmaskLength',
      'Ipv6IpamPoolId',
      'Ipv6NetmaskLength',
    ])
    const tags = readTagSpecifications(input.TagSpecifications, ['subnet'])('subnet')
    const vpc = findRecord(ctx, vpcs, 'vpc', input.VpcId ?? '')
    const cidrBlock = input.Ipv6Native ? refuseIpv4(input) : readSubnetBlock(vpc, input.CidrBlock)
    const zone = readZone(ctx, input) ?? chooseZone(ctx)
    const ipv6Block = input.Ipv6CidrBlock
      ? readSubnetIpv6Block(ctx, vpc, input.Ipv6CidrBlock)
      : undefined
    return { Subnet: toSubnet(ctx, makeSubnet(ctx, vpc, { cidrBlock, zone, ipv6Block, tags })) }
  },
)

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html; no proof of AWS's words was found. */
function refuseIpv4({ CidrBlock, Ipv6CidrBlock }: CreateSubnetRequest): undefined {
  if (CidrBlock !== undefined) {
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter cidrBlock cannot be used with the parameter ipv6Native',
    )
  }
  if (!Ipv6CidrBlock) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter ipv6CidrBlock')
  }
  return undefined
}

/** AWS takes any when none is named. */
function chooseZone(ctx: Context): Zone {
  const zones = zonesOf(ctx.region)
  const zone = zones[ctx.chance.below(zones.length)]
  if (!zone) throw new Error(`Region ${ctx.region} has no zones`)
  return zone
}
