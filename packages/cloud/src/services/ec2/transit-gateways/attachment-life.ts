import type { Records } from '../../../engine/collection.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import type { TransitGatewayAttachmentRecord } from './transit-gateway-attachment.ts'
import { transitGateways } from './transit-gateway.ts'

/** Available, with what its gateway gives to every attachment; a peering propagates nothing. */
export function establishAttachment(
  attachment: TransitGatewayAttachmentRecord,
  db: Records,
): TransitGatewayAttachmentRecord {
  const options = db.get(transitGateways, attachment.transitGatewayId)?.options
  const table =
    options?.defaultRouteTableAssociation === 'enable'
      ? options.associationDefaultRouteTableId
      : undefined
  const propagated =
    options?.defaultRouteTablePropagation === 'enable' && attachment.resourceType !== 'peering'
      ? options.propagationDefaultRouteTableId
      : undefined
  return {
    ...attachment,
    state: 'available',
    ...(table !== undefined && { association: { routeTableId: table, state: 'associated' } }),
    propagations: propagated === undefined ? [] : [propagated],
  }
}

/** What it was in goes from it; static routes that led to it lead nowhere from now on. */
export function removeAttachment(
  attachment: TransitGatewayAttachmentRecord,
  db: Records,
): TransitGatewayAttachmentRecord {
  const { association: _ended, vpc, ...rest } = attachment
  for (const id of vpc?.networkInterfaceIds ?? []) db.delete(networkInterfaces, id)
  return {
    ...rest,
    ...(vpc && { vpc: { ...vpc, networkInterfaceIds: [] } }),
    state: 'deleted',
    propagations: [],
  }
}
