import type {
  DescribeTransitGatewayConnectPeersRequest,
  DescribeTransitGatewayConnectPeersResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/** Without Connect attachments there are none. */
export const DescribeTransitGatewayConnectPeers = operation<
  DescribeTransitGatewayConnectPeersRequest,
  DescribeTransitGatewayConnectPeersResult
>('DescribeTransitGatewayConnectPeers', (_ctx, input) => ({
  TransitGatewayConnectPeers: listNothing('DescribeTransitGatewayConnectPeers', {
    ids: input.TransitGatewayConnectPeerIds,
    missing: {
      code: 'InvalidTransitGatewayConnectPeerID.NotFound',
      message: 'Transit Gateway Connect Peer {id} was deleted or does not exist.',
    },
    filters: input.Filters,
  }),
}))
