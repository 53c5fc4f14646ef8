import type { DescribeIpamPoolsRequest, DescribeIpamPoolsResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { ipamPools, toPool } from './ipam-pool.ts'

/** Lists the pools of IPAMs. */
export const DescribeIpamPools = operation<DescribeIpamPoolsRequest, DescribeIpamPoolsResult>(
  'DescribeIpamPools',
  (ctx, input) => {
    const { items, nextToken } = describeRecords(ctx, 'DescribeIpamPools', ipamPools, input, {
      kind: 'ipam-pool',
      ids: input.IpamPoolIds,
      filters: {
        fields: {
          'ipam-pool-id': ({ id }) => id,
          'source-ipam-pool-id': ({ sourcePoolId }) => sourcePoolId,
          'ipam-scope-id': ({ scopeId }) => scopeId,
          'ipam-scope-type': ({ scopeType }) => scopeType,
          locale: ({ locale }) => locale,
          'address-family': () => 'ipv4',
          description: ({ description }) => description,
          state: () => 'create-complete',
          'owner-id': () => ctx.account,
        },
        tags: ({ tags }) => tags,
      },
      page: { min: 5, max: 1_000 },
    })
    return { IpamPools: items.map((each) => toPool(ctx, each)), NextToken: nextToken }
  },
)
