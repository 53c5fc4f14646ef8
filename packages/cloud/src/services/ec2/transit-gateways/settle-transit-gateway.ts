import { delays } from '@brume/ec2-model'
import type { Collection, Records, Stored } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import { establishAttachment, removeAttachment } from './attachment-life.ts'
import { changeBothSides } from './peering-sides.ts'
import {
  transitGatewayAttachments,
  type TransitGatewayAttachmentRecord,
  type TransitGatewayAttachmentState,
} from './transit-gateway-attachment.ts'
import { transitGatewayRouteTables } from './transit-gateway-route-table.ts'
import { transitGateways } from './transit-gateway.ts'

/** One timer per gateway, route table and attachment: it becomes available, it goes, and is forgotten. */
export const transitGatewayTimer = 'ec2/transit-gateway'
/** One per attachment: its association stands, or has ended. */
export const transitAssociationTimer = 'ec2/transit-gateway-association'

/** Called when it is `pending` or `deleting`. */
export function settleTransitGateway(ctx: Pick<Context, 'timers' | 'now'>, id: string): void {
  const at = ctx.now + delays.transitGatewayMs
  ctx.timers.set({ kind: transitGatewayTimer, id, at, transition: true })
}

export function settleAssociation(ctx: Context, attachmentId: string): void {
  const at = ctx.now + delays.transitGatewayAssociatingMs
  ctx.timers.set({ kind: transitAssociationTimer, id: attachmentId, at, transition: true })
}

export const onTransitGatewayTimer: TimerHandler = (ctx, { id }) => {
  if (id.startsWith('tgw-attach-')) onAttachment(ctx, id)
  else if (id.startsWith('tgw-rtb-')) settle(ctx, transitGatewayRouteTables, id)
  else settle(ctx, transitGateways, id)
}

function settle<R extends Stored & { readonly state: string }, I extends string>(
  ctx: Context,
  of: Collection<R, I>,
  id: string,
): void {
  const record = ctx.db.get(of, id)
  if (record?.state === 'pending') ctx.db.put(of, { ...record, state: 'available' })
  else if (record?.state === 'deleting') {
    ctx.db.put(of, { ...record, state: 'deleted' })
    keepForAWhile(ctx, id)
  } else if (record?.state === 'deleted') ctx.db.delete(of, id)
}

/** Of a peering both sides go on together, by the timer of the side that acted. */
function onAttachment(ctx: Context, id: string): void {
  const attachment = ctx.db.get(transitGatewayAttachments, id)
  if (!attachment) return
  const next = nextOf(attachment.state)
  if (!next) return
  if (attachment.peering) changeBothSides(ctx, attachment.peering, next)
  else {
    const changed = next(attachment, ctx.db)
    if (changed) ctx.db.put(transitGatewayAttachments, changed)
    else ctx.db.delete(transitGatewayAttachments, id)
  }
  if (attachment.state === 'deleting') keepForAWhile(ctx, id)
}

function nextOf(
  state: TransitGatewayAttachmentState,
):
  | ((
      attachment: TransitGatewayAttachmentRecord,
      db: Records,
    ) => TransitGatewayAttachmentRecord | undefined)
  | undefined {
  switch (state) {
    case 'pending':
      return establishAttachment
    case 'deleting':
      return removeAttachment
    case 'deleted':
    case 'rejected':
    case 'failed':
      return () => undefined
    case 'initiatingRequest':
    case 'pendingAcceptance':
    case 'available':
      return undefined
  }
}

/** What is over stays listed for a while, as AWS keeps it. */
export function keepForAWhile(ctx: Pick<Context, 'timers' | 'now'>, id: string): void {
  ctx.timers.set({ kind: transitGatewayTimer, id, at: ctx.now + delays.transitGatewayKeptMs })
}

export const onTransitAssociationTimer: TimerHandler = (ctx, { id }) => {
  const attachment = ctx.db.get(transitGatewayAttachments, id)
  if (!attachment?.association) return
  const { association, ...without } = attachment
  ctx.db.put(
    transitGatewayAttachments,
    association.state === 'associating'
      ? { ...attachment, association: { ...association, state: 'associated' } }
      : without,
  )
}
