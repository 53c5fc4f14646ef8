import type { Collection, Stored } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord, notFound, type ResourceKind } from '../find.ts'
import {
  transitGatewayAttachments,
  type TransitGatewayAttachmentRecord,
} from './transit-gateway-attachment.ts'
import {
  transitGatewayRouteTables,
  type TransitGatewayRouteTableRecord,
} from './transit-gateway-route-table.ts'
import { transitGateways, type TransitGatewayRecord } from './transit-gateway.ts'

/** One to be acted on: there, and not on its way to or from. Throws AWS's errors. */
function findAvailable<R extends Stored & { readonly state: string }, I extends string>(
  ctx: Context,
  of: Collection<R, I>,
  kind: ResourceKind,
  id: string,
): R {
  const found = findRecord(ctx, of, kind, id)
  if (found.state === 'deleted') throw notFound(kind, id)
  if (found.state !== 'available') throw incorrectState(id)
  return found
}

export function incorrectState(id: string, why = 'is in invalid state'): AwsError {
  return new AwsError('IncorrectState', `${id} ${why}`)
}

export function findTransitGateway(ctx: Context, id = ''): TransitGatewayRecord {
  return findAvailable(ctx, transitGateways, 'transit-gateway', id)
}

export function findTransitTable(ctx: Context, id = ''): TransitGatewayRouteTableRecord {
  return findAvailable(ctx, transitGatewayRouteTables, 'transit-gateway-route-table', id)
}

export function findTransitAttachment(ctx: Context, id = ''): TransitGatewayAttachmentRecord {
  return findAvailable(ctx, transitGatewayAttachments, 'transit-gateway-attachment', id)
}

/** The attachment, of the table's own gateway. */
export function findAttachmentFor(
  ctx: Context,
  table: TransitGatewayRouteTableRecord,
  id: string | undefined,
): TransitGatewayAttachmentRecord {
  const attachment = findTransitAttachment(ctx, id)
  if (attachment.transitGatewayId === table.transitGatewayId) return attachment
  throw new AwsError(
    'InvalidParameterValue',
    `${attachment.id} and ${table.id} belong to different transit gateways`,
  )
}
