import type { CreateVpcCommandInput, CreateVpcCommandOutput } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { allocate, findFreeBlock, ipamPools, type IpamPoolRecord } from '../ipam/ipam-pool.ts'
import { readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'
import { toVpc } from './describe-vpc.ts'
import { makeVpc } from './make-vpc.ts'
import { readVpcBlock } from './read-cidr.ts'
import type { VpcRecord } from './vpc.ts'

/**
 * Makes a VPC with main route table, default ACL, group and DHCP options.
 * @limits 5 in a Region; /16 to /28.
 * @differs IPv6 blocks of IPAM or of one's own are refused.
 */
export const CreateVpc = operation<
  CreateVpcCommandInput,
  Omit<CreateVpcCommandOutput, '$metadata'>
>('CreateVpc', (ctx, input) => {
  refuseMembers('CreateVpc', input, [
    'Ipv6Pool',
    'Ipv6CidrBlock',
    'Ipv6IpamPoolId',
    'Ipv6NetmaskLength',
    'Ipv6CidrBlockNetworkBorderGroup',
    'VpcEncryptionControl',
  ])
  const tags = readTagSpecifications(input.TagSpecifications, ['vpc'])('vpc')
  const fromPool = readPool(ctx, input)
  const vpc = makeVpc(ctx, {
    cidrBlock: readVpcBlock(fromPool?.cidr ?? input.CidrBlock),
    instanceTenancy: readTenancy(input.InstanceTenancy),
    ipv6: input.AmazonProvidedIpv6CidrBlock ?? false,
    tags,
  })
  if (fromPool) {
    allocate(ctx, fromPool.pool, vpc.cidrBlock, { resource: { id: vpc.id, type: 'vpc' } })
  }
  // AWS answers before the VPC is there; it is when the next call comes.
  return { Vpc: toVpc({ ...vpc, state: 'pending' }, ctx.account, ctx.region) }
})

/** The block of a VPC that is made from an IPAM pool. */
function readPool(
  ctx: Context,
  { Ipv4IpamPoolId: id, Ipv4NetmaskLength: netmaskLength, CidrBlock: cidr }: CreateVpcCommandInput,
): { readonly pool: IpamPoolRecord; readonly cidr: string } | undefined {
  if (id === undefined) {
    if (netmaskLength === undefined) return undefined
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter ipv4NetmaskLength requires the parameter ipv4IpamPoolId.',
    )
  }
  const pool = findRecord(ctx, ipamPools, 'ipam-pool', id)
  if (pool.locale !== ctx.region) {
    throw new AwsError(
      'InvalidParameterValue',
      `The locale of the IPAM pool ${id} is '${pool.locale}', not '${ctx.region}'.`,
    )
  }
  return { pool, cidr: findFreeBlock(ctx, pool, { cidr, netmaskLength }) }
}

function readTenancy(asked: string | undefined): VpcRecord['instanceTenancy'] {
  if (asked === undefined || asked === 'default') return 'default'
  if (asked === 'dedicated') return 'dedicated'
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${asked}) for parameter instanceTenancy is invalid.`,
  )
}
