import type {
  GetIpamPoolAllocationsRequest,
  GetIpamPoolAllocationsResult,
  IpamPoolAllocation,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { findRecord } from '../find.ts'
import { paginate } from '../paging.ts'
import { findAllocation, ipamAllocations, ipamPools, toAllocation } from './ipam-pool.ts'

/** What is taken of a pool, and by whom. */
export const GetIpamPoolAllocations = operation<
  GetIpamPoolAllocationsRequest,
  GetIpamPoolAllocationsResult
>('GetIpamPoolAllocations', (ctx, input) => {
  const pool = findRecord(ctx, ipamPools, 'ipam-pool', input.IpamPoolId ?? '')
  const wanted = input.IpamPoolAllocationId
  const listed =
    wanted === undefined
      ? ctx.db.by(ipamAllocations, 'pool', pool.id)
      : [findAllocation(ctx, pool, wanted)]
  const found = listed
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
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetIpamPoolAllocations.html
    min: 1_000,
    max: 100_000,
  })
  return { IpamPoolAllocations: [...page.items], NextToken: page.nextToken }
})
