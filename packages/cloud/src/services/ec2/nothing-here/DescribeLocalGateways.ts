import type { DescribeLocalGatewaysRequest, DescribeLocalGatewaysResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/** Of Outposts, which nobody has here. */
export const DescribeLocalGateways = operation<
  DescribeLocalGatewaysRequest,
  DescribeLocalGatewaysResult
>('DescribeLocalGateways', (_ctx, input) => ({
  LocalGateways: listNothing('DescribeLocalGateways', {
    ids: input.LocalGatewayIds,
    missing: {
      code: 'InvalidLocalGatewayID.NotFound',
      message: "The local gateway ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
