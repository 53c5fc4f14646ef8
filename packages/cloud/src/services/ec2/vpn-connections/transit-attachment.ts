import type { Context } from '../../../engine/context.ts'
import { newId } from '../ids.ts'
import { settleTransitGateway } from '../transit-gateways/settle-transit-gateway.ts'
import {
  isLive,
  transitGatewayAttachments,
} from '../transit-gateways/transit-gateway-attachment.ts'
import type { VpnConnectionRecord } from './vpn-connection.ts'

/** A connection that ends at a transit gateway is one of its attachments. */
export function attachToTransit(ctx: Context, connection: VpnConnectionRecord): void {
  const { id: resourceId, transitGatewayId } = connection
  if (transitGatewayId === undefined) return
  const id = newId(ctx.chance, 'tgw-attach')
  ctx.db.put(transitGatewayAttachments, {
    id,
    transitGatewayId,
    resourceType: 'vpn',
    resourceId,
    resourceOwnerId: ctx.account,
    state: 'pending',
    propagations: [],
    createTime: ctx.now,
    tags: [],
  })
  settleTransitGateway(ctx, id)
}

export function detachFromTransit(ctx: Context, connectionId: string): void {
  for (const attachment of ctx.db.by(transitGatewayAttachments, 'resource', connectionId)) {
    if (!isLive(attachment)) continue
    ctx.db.put(transitGatewayAttachments, { ...attachment, state: 'deleting' })
    settleTransitGateway(ctx, attachment.id)
  }
}
