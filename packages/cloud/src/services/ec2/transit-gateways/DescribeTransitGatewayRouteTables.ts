import type {
  DescribeTransitGatewayRouteTablesRequest,
  DescribeTransitGatewayRouteTablesResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { toTransitTable, transitTableFilters } from './describe-transit-table.ts'
import { transitGatewayRouteTables } from './transit-gateway-route-table.ts'

/** With those that are the gateway's defaults. */
export const DescribeTransitGatewayRouteTables = operation<
  DescribeTransitGatewayRouteTablesRequest,
  DescribeTransitGatewayRouteTablesResult
>('DescribeTransitGatewayRouteTables', (ctx, input) => {
  const { items, nextToken } = describeRecords(
    ctx,
    'DescribeTransitGatewayRouteTables',
    transitGatewayRouteTables,
    input,
    {
      kind: 'transit-gateway-route-table',
      ids: input.TransitGatewayRouteTableIds,
      filters: transitTableFilters(ctx),
    },
  )
  return {
    TransitGatewayRouteTables: items.map((table) => toTransitTable(ctx, table)),
    NextToken: nextToken,
  }
})
