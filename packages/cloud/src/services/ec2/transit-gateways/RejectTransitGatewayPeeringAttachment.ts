import type {
  RejectTransitGatewayPeeringAttachmentRequest,
  RejectTransitGatewayPeeringAttachmentResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { answerPeering } from './answer-peering.ts'
import { toPeeringAttachment } from './describe-peering-attachment.ts'
import { keepForAWhile } from './settle-transit-gateway.ts'

/** The accepter answers no, in its own Region. */
export const RejectTransitGatewayPeeringAttachment = operation<
  RejectTransitGatewayPeeringAttachmentRequest,
  RejectTransitGatewayPeeringAttachmentResult
>('RejectTransitGatewayPeeringAttachment', (ctx, { TransitGatewayAttachmentId = '' }) => {
  const rejected = answerPeering(ctx, 'reject', TransitGatewayAttachmentId)
  keepForAWhile(ctx, rejected.id)
  return { TransitGatewayPeeringAttachment: toPeeringAttachment(rejected) }
})
