import type { CreateVpcCommandInput, CreateVpcCommandOutput } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'
import { toVpc } from './describe-vpc.ts'
import { makeVpc } from './make-vpc.ts'
import { readVpcBlock } from './read-cidr.ts'
import type { VpcRecord } from './vpc.ts'

/**
 * Makes a VPC with main route table, default ACL, group and DHCP options.
 * @limits 5 in a Region; /16 to /28.
 * @differs Blocks of IPAM or of one's own are refused.
 */
export const CreateVpc = operation<
  CreateVpcCommandInput,
  Omit<CreateVpcCommandOutput, '$metadata'>
>('CreateVpc', (ctx, input) => {
  refuseMembers('CreateVpc', input, [
    'Ipv4IpamPoolId',
    'Ipv4NetmaskLength',
    'Ipv6Pool',
    'Ipv6CidrBlock',
    'Ipv6IpamPoolId',
    'Ipv6NetmaskLength',
    'Ipv6CidrBlockNetworkBorderGroup',
    'VpcEncryptionControl',
  ])
  const tags = readTagSpecifications(input.TagSpecifications, ['vpc'])('vpc')
  const vpc = makeVpc(ctx, {
    cidrBlock: readVpcBlock(input.CidrBlock),
    instanceTenancy: readTenancy(input.InstanceTenancy),
    ipv6: input.AmazonProvidedIpv6CidrBlock ?? false,
    tags,
  })
  // AWS answers before the VPC is there; it is when the next call comes.
  return { Vpc: toVpc({ ...vpc, state: 'pending' }, ctx.account, ctx.region) }
})

function readTenancy(asked: string | undefined): VpcRecord['instanceTenancy'] {
  if (asked === undefined || asked === 'default') return 'default'
  if (asked === 'dedicated') return 'dedicated'
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${asked}) for parameter instanceTenancy is invalid.`,
  )
}
