import type { DeleteTransitGatewayRequest, DeleteTransitGatewayResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { toTransitGateway } from './describe-transit-gateway.ts'
import { findTransitGateway, incorrectState } from './find-transit.ts'
import { settleTransitGateway } from './settle-transit-gateway.ts'
import { isLive, transitGatewayAttachments } from './transit-gateway-attachment.ts'
import { transitGatewayRouteTables } from './transit-gateway-route-table.ts'
import { transitGateways } from './transit-gateway.ts'

/** How AWS calls the attachments that stand in the way. */
const attachmentNames = {
  vpc: 'Transit Gateway Attachments',
  vpn: 'VPN Attachments',
  peering: 'Transit Gateway Cross Region Peering Attachments',
} as const

/** Its route tables go with it. */
export const DeleteTransitGateway = operation<
  DeleteTransitGatewayRequest,
  DeleteTransitGatewayResult
>('DeleteTransitGateway', (ctx, { TransitGatewayId }) => {
  const gateway = findTransitGateway(ctx, TransitGatewayId)
  const [attached] = ctx.db.by(transitGatewayAttachments, 'gateway', gateway.id).filter(isLive)
  if (attached) {
    const names = attachmentNames[attached.resourceType]
    throw incorrectState(gateway.id, `has non-deleted ${names}: ${attached.id}.`)
  }
  for (const table of ctx.db.by(transitGatewayRouteTables, 'gateway', gateway.id)) {
    if (table.state === 'deleted') continue
    ctx.db.put(transitGatewayRouteTables, { ...table, state: 'deleting' })
    settleTransitGateway(ctx, table.id)
  }
  const deleting = { ...gateway, state: 'deleting' } as const
  ctx.db.put(transitGateways, deleting)
  settleTransitGateway(ctx, gateway.id)
  return { TransitGateway: toTransitGateway(ctx, deleting) }
})
