import type {
  DeleteTransitGatewayPeeringAttachmentRequest,
  DeleteTransitGatewayPeeringAttachmentResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { toPeeringAttachment } from './describe-peering-attachment.ts'
import { changeBothSides, findPeering } from './peering-sides.ts'
import { settleTransitGateway } from './settle-transit-gateway.ts'

/** Either side may end it. */
export const DeleteTransitGatewayPeeringAttachment = operation<
  DeleteTransitGatewayPeeringAttachmentRequest,
  DeleteTransitGatewayPeeringAttachmentResult
>('DeleteTransitGatewayPeeringAttachment', (ctx, { TransitGatewayAttachmentId = '' }) => {
  const { attachment, peering } = findPeering(ctx, TransitGatewayAttachmentId, [
    'pendingAcceptance',
    'available',
    'rejected',
    'failed',
  ])
  changeBothSides(ctx, peering, (side) => ({ ...side, state: 'deleting' }))
  settleTransitGateway(ctx, attachment.id)
  return {
    TransitGatewayPeeringAttachment: toPeeringAttachment({ ...attachment, state: 'deleting' }),
  }
})
