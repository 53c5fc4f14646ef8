import type {
  DescribeLocalGatewayRouteTablesCommandInput,
  DescribeLocalGatewayRouteTablesCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: there are no Outposts here.
 * @differs Always empty.
 */
export const DescribeLocalGatewayRouteTables = operation<
  DescribeLocalGatewayRouteTablesCommandInput,
  Omit<DescribeLocalGatewayRouteTablesCommandOutput, '$metadata'>
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
