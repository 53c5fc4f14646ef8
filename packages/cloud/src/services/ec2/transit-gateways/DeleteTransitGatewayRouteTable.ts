import type {
  DeleteTransitGatewayRouteTableRequest,
  DeleteTransitGatewayRouteTableResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { toTransitTable } from './describe-transit-table.ts'
import { findTransitTable, incorrectState } from './find-transit.ts'
import { settleTransitGateway } from './settle-transit-gateway.ts'
import { transitGatewayAttachments } from './transit-gateway-attachment.ts'
import { transitGatewayRouteTables } from './transit-gateway-route-table.ts'
import { transitGateways } from './transit-gateway.ts'

/** What is propagated into it is in the way no more; what is associated with it is, and so is being a default. */
export const DeleteTransitGatewayRouteTable = operation<
  DeleteTransitGatewayRouteTableRequest,
  DeleteTransitGatewayRouteTableResult
>('DeleteTransitGatewayRouteTable', (ctx, { TransitGatewayRouteTableId }) => {
  const table = findTransitTable(ctx, TransitGatewayRouteTableId)
  const options = ctx.db.get(transitGateways, table.transitGatewayId)?.options
  if (
    options?.associationDefaultRouteTableId === table.id ||
    options?.propagationDefaultRouteTableId === table.id
  ) {
    throw incorrectState(table.id, 'is a default route table and cannot be deleted.')
  }
  const [associated] = ctx.db.by(transitGatewayAttachments, 'association', table.id)
  if (associated) throw incorrectState(table.id, `has association with ${associated.id}.`)
  for (const each of ctx.db.by(transitGatewayAttachments, 'propagation', table.id)) {
    const propagations = each.propagations.filter((id) => id !== table.id)
    ctx.db.put(transitGatewayAttachments, { ...each, propagations })
  }
  const deleting = { ...table, state: 'deleting' } as const
  ctx.db.put(transitGatewayRouteTables, deleting)
  settleTransitGateway(ctx, table.id)
  return { TransitGatewayRouteTable: toTransitTable(ctx, deleting) }
})
