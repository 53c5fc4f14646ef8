import type { DescribeVpcEndpointsRequest, DescribeVpcEndpointsResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { toVpcEndpoint, vpcEndpointFilters } from './describe-vpc-endpoint.ts'
import { vpcEndpoints } from './vpc-endpoint.ts'

/** Lists endpoints with their interfaces or tables. */
export const DescribeVpcEndpoints = operation<
  DescribeVpcEndpointsRequest,
  DescribeVpcEndpointsResult
>('DescribeVpcEndpoints', (ctx, input) => {
  const { items, nextToken } = describeRecords(ctx, 'DescribeVpcEndpoints', vpcEndpoints, input, {
    kind: 'vpc-endpoint',
    ids: input.VpcEndpointIds,
    filters: vpcEndpointFilters(ctx),
    page: { min: 1 },
  })
  return {
    VpcEndpoints: items.map((endpoint) => toVpcEndpoint(ctx, endpoint)),
    NextToken: nextToken,
  }
})
