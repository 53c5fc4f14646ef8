import type {
  DeleteTransitGatewayRouteRequest,
  DeleteTransitGatewayRouteResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findTransitTable } from './find-transit.ts'
import { readTransitDestination } from './read-route.ts'
import { showStaticRoute } from './static-routes.ts'
import { transitGatewayRouteTables } from './transit-gateway-route-table.ts'

/** Static ones alone: what is propagated goes with its propagation. */
export const DeleteTransitGatewayRoute = operation<
  DeleteTransitGatewayRouteRequest,
  DeleteTransitGatewayRouteResult
>('DeleteTransitGatewayRoute', (ctx, input) => {
  const cidr = readTransitDestination(input.DestinationCidrBlock)
  const table = findTransitTable(ctx, input.TransitGatewayRouteTableId)
  const Route = showStaticRoute(ctx, table, cidr)
  const routes = table.routes.filter((route) => route.cidr !== cidr)
  ctx.db.put(transitGatewayRouteTables, { ...table, routes })
  return { Route: { ...Route, State: 'deleted' } }
})
