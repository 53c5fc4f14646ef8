import type {
  DescribeVpcPeeringConnectionsRequest,
  DescribeVpcPeeringConnectionsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { toVpcPeeringConnection, vpcPeeringFilters } from './describe-vpc-peering-connection.ts'
import { vpcPeeringConnections } from './vpc-peering-connection.ts'

/** Lists connections and requests, dead ones for two days more. */
export const DescribeVpcPeeringConnections = operation<
  DescribeVpcPeeringConnectionsRequest,
  DescribeVpcPeeringConnectionsResult
>('DescribeVpcPeeringConnections', (ctx, input) => {
  const { items, nextToken } = describeRecords(
    ctx,
    'DescribeVpcPeeringConnections',
    vpcPeeringConnections,
    input,
    {
      kind: 'vpc-peering-connection',
      ids: input.VpcPeeringConnectionIds,
      filters: vpcPeeringFilters(ctx),
    },
  )
  return {
    VpcPeeringConnections: items.map((peering) => toVpcPeeringConnection(ctx, peering)),
    NextToken: nextToken,
  }
})
