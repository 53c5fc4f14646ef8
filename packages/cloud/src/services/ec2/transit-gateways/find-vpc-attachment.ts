import type { Context } from '../../../engine/context.ts'
import { findRecord, notFound } from '../find.ts'
import { findTransitAttachment, incorrectState } from './find-transit.ts'
import {
  transitGatewayAttachments,
  type TransitGatewayAttachmentRecord,
  type VpcAttachmentPart,
} from './transit-gateway-attachment.ts'

export function findVpcAttachment(
  ctx: Context,
  id: string | undefined,
): { readonly attachment: TransitGatewayAttachmentRecord; readonly vpc: VpcAttachmentPart } {
  const attachment = findTransitAttachment(ctx, id)
  if (attachment.vpc) return { attachment, vpc: attachment.vpc }
  throw notFound('transit-gateway-attachment', attachment.id)
}

/**
 * One that waits for its gateway's owner: of another account, which takes a share of the gateway (AWS RAM). This cloud has no
 * shares, so none waits.
 */
export function findAwaitedVpcAttachment(ctx: Context, id: string): TransitGatewayAttachmentRecord {
  const attachment = findRecord(ctx, transitGatewayAttachments, 'transit-gateway-attachment', id)
  if (!attachment.vpc || attachment.state === 'deleted') {
    throw notFound('transit-gateway-attachment', id)
  }
  if (attachment.state !== 'pendingAcceptance') throw incorrectState(id)
  return attachment
}
