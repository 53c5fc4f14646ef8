import type { DescribeSubnetsRequest, DescribeSubnetsResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { subnetFilters, toSubnet } from './describe-subnet.ts'
import { subnets } from './subnet.ts'

/** Lists subnets with their free addresses. */
export const DescribeSubnets = operation<DescribeSubnetsRequest, DescribeSubnetsResult>(
  'DescribeSubnets',
  (ctx, input) => {
    const { items, nextToken } = describeRecords(ctx, 'DescribeSubnets', subnets, input, {
      kind: 'subnet',
      ids: input.SubnetIds,
      filters: subnetFilters(ctx),
    })
    return { Subnets: items.map((subnet) => toSubnet(ctx, subnet)), NextToken: nextToken }
  },
)
