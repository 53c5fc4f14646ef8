import type {
  DescribeRouteServerPeersCommandInput,
  DescribeRouteServerPeersCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: CreateRouteServer is refused here.
 * @differs Always empty.
 */
export const DescribeRouteServerPeers = operation<
  DescribeRouteServerPeersCommandInput,
  Omit<DescribeRouteServerPeersCommandOutput, '$metadata'>
>('DescribeRouteServerPeers', (_ctx, input) => ({
  RouteServerPeers: listNothing('DescribeRouteServerPeers', {
    ids: input.RouteServerPeerIds,
    missing: {
      code: 'InvalidRouteServerPeerId.NotFound',
      message: "The route server peer ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
