import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { newId } from '../ids.ts'
import type { Tag } from '../tag.ts'
import { settleTransitGateway } from './settle-transit-gateway.ts'
import {
  transitGatewayRouteTables,
  type TransitGatewayRouteTableRecord,
} from './transit-gateway-route-table.ts'

/** Of a gateway. https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-quotas.html */
const tableLimit = 20

export function makeTransitTable(
  ctx: Context,
  transitGatewayId: string,
  tags: readonly Tag[],
): TransitGatewayRouteTableRecord {
  const present = ctx.db.by(transitGatewayRouteTables, 'gateway', transitGatewayId)
  if (present.filter(({ state }) => state !== 'deleted').length >= tableLimit) {
    throw new AwsError(
      'TransitGatewayRouteTableLimitExceeded',
      'The maximum number of transit gateway route tables has been reached.',
    )
  }
  const table: TransitGatewayRouteTableRecord = {
    id: newId(ctx.chance, 'tgw-rtb'),
    transitGatewayId,
    state: 'pending',
    routes: [],
    prefixLists: [],
    createTime: ctx.now,
    tags,
  }
  ctx.db.put(transitGatewayRouteTables, table)
  settleTransitGateway(ctx, table.id)
  return table
}
