import type { AllocateIpamPoolCidrRequest, AllocateIpamPoolCidrResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findRecord } from '../find.ts'
import { readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'
import { allocate, findFreeBlock, ipamPools, toAllocation } from './ipam-pool.ts'

/** Takes addresses of a pool by hand, named or the first free ones; a preview takes nothing. */
export const AllocateIpamPoolCidr = operation<
  AllocateIpamPoolCidrRequest,
  AllocateIpamPoolCidrResult
>('AllocateIpamPoolCidr', (ctx, input) => {
  refuseMembers('AllocateIpamPoolCidr', input, ['AllowedCidrs', 'DisallowedCidrs'])
  const tags = readTagSpecifications(input.TagSpecifications, ['ipam-pool-allocation'])
  const pool = findRecord(ctx, ipamPools, 'ipam-pool', input.IpamPoolId ?? '')
  const cidr = findFreeBlock(ctx, pool, { cidr: input.Cidr, netmaskLength: input.NetmaskLength })
  if (input.PreviewNextCidr) return { IpamPoolAllocation: { Cidr: cidr } }
  const made = allocate(ctx, pool, cidr, {
    description: input.Description,
    tags: tags('ipam-pool-allocation'),
  })
  return { IpamPoolAllocation: toAllocation(ctx, made) }
})
