import type {
  DescribeRouteServerEndpointsCommandInput,
  DescribeRouteServerEndpointsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: CreateRouteServer is refused here.
 * @differs Always empty.
 */
export const DescribeRouteServerEndpoints = operation<
  DescribeRouteServerEndpointsCommandInput,
  Omit<DescribeRouteServerEndpointsCommandOutput, '$metadata'>
>('DescribeRouteServerEndpoints', (_ctx, input) => ({
  RouteServerEndpoints: listNothing('DescribeRouteServerEndpoints', {
    ids: input.RouteServerEndpointIds,
    missing: {
      code: 'InvalidRouteServerEndpointId.NotFound',
      message: "The route server endpoint ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
