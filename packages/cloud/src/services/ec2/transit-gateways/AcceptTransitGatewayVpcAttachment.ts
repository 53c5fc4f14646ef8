import type {
  AcceptTransitGatewayVpcAttachmentRequest,
  AcceptTransitGatewayVpcAttachmentResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { toVpcAttachment } from './describe-vpc-attachment.ts'
import { findAwaitedVpcAttachment } from './find-vpc-attachment.ts'
import { settleTransitGateway } from './settle-transit-gateway.ts'
import { transitGatewayAttachments } from './transit-gateway-attachment.ts'

/** Of an attachment of another account alone, which takes AWS RAM: here none waits, and AWS's `IncorrectState` says so. */
export const AcceptTransitGatewayVpcAttachment = operation<
  AcceptTransitGatewayVpcAttachmentRequest,
  AcceptTransitGatewayVpcAttachmentResult
>('AcceptTransitGatewayVpcAttachment', (ctx, { TransitGatewayAttachmentId = '' }) => {
  const awaited = findAwaitedVpcAttachment(ctx, TransitGatewayAttachmentId)
  const accepted = { ...awaited, state: 'pending' } as const
  ctx.db.put(transitGatewayAttachments, accepted)
  settleTransitGateway(ctx, accepted.id)
  return { TransitGatewayVpcAttachment: toVpcAttachment(accepted) }
})
