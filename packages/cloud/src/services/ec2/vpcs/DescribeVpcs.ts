import type { DescribeVpcsRequest, DescribeVpcsResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { toVpc, vpcFilters } from './describe-vpc.ts'
import { vpcs } from './vpc.ts'

/** Lists VPCs. */
export const DescribeVpcs = operation<DescribeVpcsRequest, DescribeVpcsResult>(
  'DescribeVpcs',
  (ctx, input) => {
    const { items, nextToken } = describeRecords(ctx, 'DescribeVpcs', vpcs, input, {
      kind: 'vpc',
      ids: input.VpcIds,
      filters: vpcFilters(ctx.account),
    })
    return { Vpcs: items.map((vpc) => toVpc(vpc, ctx.account, ctx.region)), NextToken: nextToken }
  },
)
