import type {
  DescribeRouteServersCommandInput,
  DescribeRouteServersCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: CreateRouteServer is refused here.
 * @differs Always empty.
 */
export const DescribeRouteServers = operation<
  DescribeRouteServersCommandInput,
  Omit<DescribeRouteServersCommandOutput, '$metadata'>
>('DescribeRouteServers', (_ctx, input) => ({
  RouteServers: listNothing('DescribeRouteServers', {
    ids: input.RouteServerIds,
    missing: {
      code: 'InvalidRouteServerId.NotFound',
      message: "The route server ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
