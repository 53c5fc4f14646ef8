import type { TransitGatewayRoute } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { toTransitRoute } from './describe-transit-route.ts'
import {
  transitGatewayRouteTables,
  type TransitGatewayRouteTableRecord,
  type TransitGatewayStaticRoute,
} from './transit-gateway-route-table.ts'
import { transitRoutes } from './transit-routes.ts'

/** In place of one to the same destination, or after all. Returns it as AWS shows it. */
export function putStaticRoute(
  ctx: Context,
  table: TransitGatewayRouteTableRecord,
  route: TransitGatewayStaticRoute,
): TransitGatewayRoute {
  const exists = table.routes.some(({ cidr }) => cidr === route.cidr)
  const routes = exists
    ? table.routes.map((each) => (each.cidr === route.cidr ? route : each))
    : [...table.routes, route]
  const changed = { ...table, routes }
  ctx.db.put(transitGatewayRouteTables, changed)
  return showStaticRoute(ctx, changed, route.cidr)
}

export function showStaticRoute(
  ctx: Context,
  table: TransitGatewayRouteTableRecord,
  cidr: string,
): TransitGatewayRoute {
  const found = transitRoutes(ctx.db, ctx.region, table).find(
    (route) => route.cidr === cidr && route.type === 'static' && !route.prefixListId,
  )
  if (found) return toTransitRoute(found)
  throw new AwsError(
    'InvalidRoute.NotFound',
    `Route ${cidr} was not found in Transit Gateway Route Table ${table.id}.`,
  )
}
