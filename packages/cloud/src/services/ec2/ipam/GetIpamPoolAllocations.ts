import type {
  GetIpamPoolAllocationsRequest,
  GetIpamPoolAllocationsResult,
  IpamPoolAllocation,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { findRecord } from '../find.ts'
import { paginate } from '../paging.ts'
import { ipamAllocations, ipamPools, toAllocation } from './ipam-pool.ts'

/** What is taken of a pool, and by whom. */
export const GetIpamPoolAllocations = operation<
  GetIpamPoolAllocationsRequest,
  GetIpamPoolAllocationsResult
>('GetIpamPoolAllocations', (ctx, input) => {
  const pool = findRecord(ctx, ipamPools, 'ipam-pool', input.IpamPoolId ?? '')
  const wanted = input.IpamPoolAllocationId
  const found = ctx.db
    .by(ipamAllocations, 'pool', pool.id)
    .filter(({ id }) => wanted === undefined || id === wanted)
    .map((each) => toAllocation(ctx, each))
    .filter(
      compileFilters<IpamPoolAllocation>('GetIpamPoolAllocations', input.Filters, {
        fields: {
          cidr: ({ Cidr }) => Cidr,
          'resource-id': ({ ResourceId }) => ResourceId,
          'resource-type': ({ ResourceType }) => ResourceType,
        },
      }),
    )
  const page = paginate(ctx, 'GetIpamPoolAllocations', found, input, {
    keyOf: ({ IpamPoolAllocationId }) => IpamPoolAllocationId ?? '',
    min: 1,
    max: 100_000,
  })
  return { IpamPoolAllocations: [...page.items], NextToken: page.nextToken }
})
