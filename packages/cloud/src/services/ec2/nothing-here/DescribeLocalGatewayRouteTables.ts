import type {
  DescribeLocalGatewayRouteTablesRequest,
  DescribeLocalGatewayRouteTablesResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/** Of Outposts, which nobody has here. */
export const DescribeLocalGatewayRouteTables = operation<
  DescribeLocalGatewayRouteTablesRequest,
  DescribeLocalGatewayRouteTablesResult
>('DescribeLocalGatewayRouteTables', (_ctx, input) => ({
  LocalGatewayRouteTables: listNothing('DescribeLocalGatewayRouteTables', {
    ids: input.LocalGatewayRouteTableIds,
    missing: {
      code: 'InvalidLocalGatewayRouteTableID.NotFound',
      message: "The local gateway route table ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
