import type { DescribeRouteTablesRequest, DescribeRouteTablesResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { routeTableFilters, toRouteTable } from './describe-route-table.ts'
import { routeTables } from './route-table.ts'

/** Lists route tables, with black holes told as such. */
export const DescribeRouteTables = operation<DescribeRouteTablesRequest, DescribeRouteTablesResult>(
  'DescribeRouteTables',
  (ctx, input) => {
    const { items, nextToken } = describeRecords(ctx, 'DescribeRouteTables', routeTables, input, {
      kind: 'route-table',
      ids: input.RouteTableIds,
      filters: routeTableFilters(ctx),
      page: { max: 100 },
    })
    return { RouteTables: items.map((table) => toRouteTable(ctx, table)), NextToken: nextToken }
  },
)
