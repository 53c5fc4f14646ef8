import type {
  DeleteTransitGatewayVpcAttachmentRequest,
  DeleteTransitGatewayVpcAttachmentResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { toVpcAttachment } from './describe-vpc-attachment.ts'
import { findVpcAttachment } from './find-vpc-attachment.ts'
import { settleTransitGateway } from './settle-transit-gateway.ts'
import { transitGatewayAttachments } from './transit-gateway-attachment.ts'

/** Its interfaces go; routes that led to it are black holes. */
export const DeleteTransitGatewayVpcAttachment = operation<
  DeleteTransitGatewayVpcAttachmentRequest,
  DeleteTransitGatewayVpcAttachmentResult
>('DeleteTransitGatewayVpcAttachment', (ctx, { TransitGatewayAttachmentId }) => {
  const { attachment } = findVpcAttachment(ctx, TransitGatewayAttachmentId)
  const deleting = { ...attachment, state: 'deleting' } as const
  ctx.db.put(transitGatewayAttachments, deleting)
  settleTransitGateway(ctx, deleting.id)
  return { TransitGatewayVpcAttachment: toVpcAttachment(deleting) }
})
