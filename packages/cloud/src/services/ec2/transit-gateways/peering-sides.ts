import type { Records } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { findRecord, notFound } from '../find.ts'
import { incorrectState } from './find-transit.ts'
import {
  transitGatewayAttachments,
  type PeeringAttachmentPart,
  type PeeringAttachmentSide,
  type TransitGatewayAttachmentRecord,
} from './transit-gateway-attachment.ts'

export const peeringAttachmentSides: readonly PeeringAttachmentSide[] = ['requester', 'accepter']

export const isPeeringAttachment = ({ resourceType }: TransitGatewayAttachmentRecord): boolean =>
  resourceType === 'peering'

export interface FoundPeering {
  readonly attachment: TransitGatewayAttachmentRecord
  readonly peering: PeeringAttachmentPart
}

/** A peering in one of these states. Throws AWS's errors. */
export function findPeering(
  ctx: Context,
  id: string,
  states: readonly TransitGatewayAttachmentRecord['state'][],
): FoundPeering {
  const attachment = findRecord(ctx, transitGatewayAttachments, 'transit-gateway-attachment', id)
  const { peering, state } = attachment
  if (!peering || state === 'deleted') throw notFound('transit-gateway-attachment', id)
  if (!states.includes(state)) throw incorrectState(id)
  return { attachment, peering }
}

/** Changes the records of both sides, in this transaction; undefined takes one out. */
export function changeBothSides(
  ctx: Pick<Context, 'inAccount'>,
  peering: PeeringAttachmentPart,
  change: (
    side: TransitGatewayAttachmentRecord,
    db: Records,
  ) => TransitGatewayAttachmentRecord | undefined,
): void {
  for (const side of peeringAttachmentSides) {
    const { account, region, attachmentId } = peering[side]
    const there = ctx.inAccount(account, region)
    const record = there?.get(transitGatewayAttachments, attachmentId)
    if (!there || !record) continue
    const changed = change(record, there)
    if (changed) there.put(transitGatewayAttachments, changed)
    else there.delete(transitGatewayAttachments, attachmentId)
  }
}
