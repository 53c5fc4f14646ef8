import type { DescribeIpamsRequest, DescribeIpamsResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { ipams, toIpam } from './ipam.ts'

/** Lists IPAMs. */
export const DescribeIpams = operation<DescribeIpamsRequest, DescribeIpamsResult>(
  'DescribeIpams',
  (ctx, input) => {
    const { items, nextToken } = describeRecords(ctx, 'DescribeIpams', ipams, input, {
      kind: 'ipam',
      ids: input.IpamIds,
      filters: {
        fields: {
          'ipam-id': ({ id }) => id,
          description: ({ description }) => description,
          state: () => 'create-complete',
          tier: ({ tier }) => tier,
          'owner-id': () => ctx.account,
        },
        tags: ({ tags }) => tags,
      },
      page: { min: 5, max: 1_000 },
    })
    return { Ipams: items.map((each) => toIpam(ctx, each)), NextToken: nextToken }
  },
)
