import type { TransitGatewayRouteTable } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import type { FilterFields } from '../filters.ts'
import type { TransitGatewayRouteTableRecord } from './transit-gateway-route-table.ts'
import { transitGateways } from './transit-gateway.ts'

export function toTransitTable(
  ctx: Context,
  table: TransitGatewayRouteTableRecord,
): TransitGatewayRouteTable {
  return {
    TransitGatewayRouteTableId: table.id,
    TransitGatewayId: table.transitGatewayId,
    State: table.state,
    DefaultAssociationRouteTable: isDefault(ctx, table, 'associationDefaultRouteTableId'),
    DefaultPropagationRouteTable: isDefault(ctx, table, 'propagationDefaultRouteTableId'),
    CreationTime: new Date(table.createTime),
    Tags: [...table.tags],
  }
}

function isDefault(
  { db }: Context,
  table: TransitGatewayRouteTableRecord,
  of: 'associationDefaultRouteTableId' | 'propagationDefaultRouteTableId',
): boolean {
  return db.get(transitGateways, table.transitGatewayId)?.options[of] === table.id
}

export function transitTableFilters(ctx: Context): FilterFields<TransitGatewayRouteTableRecord> {
  return {
    fields: {
      'default-association-route-table': (table) =>
        isDefault(ctx, table, 'associationDefaultRouteTableId'),
      'default-propagation-route-table': (table) =>
        isDefault(ctx, table, 'propagationDefaultRouteTableId'),
      state: ({ state }) => state,
      'transit-gateway-id': ({ transitGatewayId }) => transitGatewayId,
      'transit-gateway-route-table-id': ({ id }) => id,
    },
    tags: ({ tags }) => tags,
  }
}
