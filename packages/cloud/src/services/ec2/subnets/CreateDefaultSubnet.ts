import type { CreateDefaultSubnetRequest, CreateDefaultSubnetResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { defaultVpc } from '../vpcs/vpc.ts'
import { makeDefaultIpv6Subnet, makeDefaultSubnet } from './default-subnet.ts'
import { toSubnet } from './describe-subnet.ts'
import { readZone } from './read-zone.ts'
import { subnets } from './subnet.ts'

/**
 * Makes the default subnet of a zone anew, for IPv6 alone if asked.
 * @limits One a zone; one for IPv6 alone needs an IPv6 block on the default VPC.
 */
export const CreateDefaultSubnet = operation<CreateDefaultSubnetRequest, CreateDefaultSubnetResult>(
  'CreateDefaultSubnet',
  (ctx, input) => {
    const zone = readZone(ctx, input)
    if (!zone) {
      throw new AwsError(
        'MissingParameter',
        'The request must contain the parameter availabilityZone',
      )
    }
    const vpc = defaultVpc(ctx.db)
    if (!vpc) {
      throw new AwsError(
        'DefaultVpcDoesNotExist',
        'No default VPC exists for this account in this region.',
      )
    }
    const existing = ctx.db
      .by(subnets, 'vpc', vpc.id)
      .find((subnet) => subnet.defaultForAz && subnet.availabilityZone === zone.name)
    if (existing) {
      throw new AwsError(
        'DefaultSubnetAlreadyExistsInAvailabilityZone',
        `'${existing.id}' is already the default subnet in ${zone.name}.`,
      )
    }
    const make = input.Ipv6Native ? makeDefaultIpv6Subnet : makeDefaultSubnet
    return { Subnet: toSubnet(ctx, make(ctx, vpc, zone)) }
  },
)
