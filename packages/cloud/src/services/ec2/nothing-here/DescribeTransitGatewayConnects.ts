import type {
  DescribeTransitGatewayConnectsRequest,
  DescribeTransitGatewayConnectsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/** This cloud has no appliances that would speak GRE: CreateTransitGatewayConnect is refused. */
export const DescribeTransitGatewayConnects = operation<
  DescribeTransitGatewayConnectsRequest,
  DescribeTransitGatewayConnectsResult
>('DescribeTransitGatewayConnects', (_ctx, input) => ({
  TransitGatewayConnects: listNothing('DescribeTransitGatewayConnects', {
    ids: input.TransitGatewayAttachmentIds,
    missing: {
      code: 'InvalidTransitGatewayAttachmentID.NotFound',
      message: 'Transit Gateway Attachment {id} was deleted or does not exist.',
    },
    filters: input.Filters,
  }),
}))
