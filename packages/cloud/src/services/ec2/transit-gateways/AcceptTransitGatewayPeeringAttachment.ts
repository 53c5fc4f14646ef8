import type {
  AcceptTransitGatewayPeeringAttachmentRequest,
  AcceptTransitGatewayPeeringAttachmentResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { answerPeering } from './answer-peering.ts'
import { toPeeringAttachment } from './describe-peering-attachment.ts'
import { settleTransitGateway } from './settle-transit-gateway.ts'

/** The accepter answers yes, in its own Region; both sides become available together. */
export const AcceptTransitGatewayPeeringAttachment = operation<
  AcceptTransitGatewayPeeringAttachmentRequest,
  AcceptTransitGatewayPeeringAttachmentResult
>('AcceptTransitGatewayPeeringAttachment', (ctx, { TransitGatewayAttachmentId = '' }) => {
  const accepted = answerPeering(ctx, 'accept', TransitGatewayAttachmentId)
  settleTransitGateway(ctx, accepted.id)
  return { TransitGatewayPeeringAttachment: toPeeringAttachment(accepted) }
})
