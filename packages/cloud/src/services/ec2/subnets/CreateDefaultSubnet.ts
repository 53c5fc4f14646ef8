import type { CreateDefaultSubnetRequest, CreateDefaultSubnetResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { refuseMembers } from '../unsupported.ts'
import { defaultVpc } from '../vpcs/vpc.ts'
import { makeDefaultSubnet } from './default-subnet.ts'
import { toSubnet } from './describe-subnet.ts'
import { readZone } from './read-zone.ts'
import { subnets } from './subnet.ts'

/** Makes the default subnet of a zone anew. */
export const CreateDefaultSubnet = operation<CreateDefaultSubnetRequest, CreateDefaultSubnetResult>(
  'CreateDefaultSubnet',
  (ctx, input) => {
    refuseMembers('CreateDefaultSubnet', input, ['Ipv6Native'])
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
    return { Subnet: toSubnet(ctx, makeDefaultSubnet(ctx, vpc, zone)) }
  },
)
