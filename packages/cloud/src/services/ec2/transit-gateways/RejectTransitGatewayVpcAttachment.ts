import type {
  RejectTransitGatewayVpcAttachmentRequest,
  RejectTransitGatewayVpcAttachmentResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { toVpcAttachment } from './describe-vpc-attachment.ts'
import { findAwaitedVpcAttachment } from './find-vpc-attachment.ts'
import { keepForAWhile } from './settle-transit-gateway.ts'
import { transitGatewayAttachments } from './transit-gateway-attachment.ts'

/** Of an attachment of another account alone, which takes AWS RAM: here none waits, and AWS's `IncorrectState` says so. */
export const RejectTransitGatewayVpcAttachment = operation<
  RejectTransitGatewayVpcAttachmentRequest,
  RejectTransitGatewayVpcAttachmentResult
>('RejectTransitGatewayVpcAttachment', (ctx, { TransitGatewayAttachmentId = '' }) => {
  const awaited = findAwaitedVpcAttachment(ctx, TransitGatewayAttachmentId)
  const rejected = { ...awaited, state: 'rejected' } as const
  ctx.db.put(transitGatewayAttachments, rejected)
  keepForAWhile(ctx, rejected.id)
  return { TransitGatewayVpcAttachment: toVpcAttachment(rejected) }
})
