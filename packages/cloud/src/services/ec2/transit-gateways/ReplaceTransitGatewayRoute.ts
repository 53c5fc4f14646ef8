import type {
  ReplaceTransitGatewayRouteRequest,
  ReplaceTransitGatewayRouteResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findTransitTable } from './find-transit.ts'
import { readTransitDestination, readTransitTarget } from './read-route.ts'
import { putStaticRoute, showStaticRoute } from './static-routes.ts'

/** Leads a static route elsewhere. */
export const ReplaceTransitGatewayRoute = operation<
  ReplaceTransitGatewayRouteRequest,
  ReplaceTransitGatewayRouteResult
>('ReplaceTransitGatewayRoute', (ctx, input) => {
  const cidr = readTransitDestination(input.DestinationCidrBlock)
  const table = findTransitTable(ctx, input.TransitGatewayRouteTableId)
  const target = readTransitTarget(ctx, table, input)
  showStaticRoute(ctx, table, cidr)
  return { Route: putStaticRoute(ctx, table, { cidr, ...target }) }
})
