import type {
  DescribeTransitGatewayPolicyTablesRequest,
  DescribeTransitGatewayPolicyTablesResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/** Of Cloud WAN, which is not here. */
export const DescribeTransitGatewayPolicyTables = operation<
  DescribeTransitGatewayPolicyTablesRequest,
  DescribeTransitGatewayPolicyTablesResult
>('DescribeTransitGatewayPolicyTables', (_ctx, input) => ({
  TransitGatewayPolicyTables: listNothing('DescribeTransitGatewayPolicyTables', {
    ids: input.TransitGatewayPolicyTableIds,
    missing: {
      code: 'InvalidTransitGatewayPolicyTableId.NotFound',
      message: 'Transit Gateway Policy Table {id} was deleted or does not exist.',
    },
    filters: input.Filters,
  }),
}))
