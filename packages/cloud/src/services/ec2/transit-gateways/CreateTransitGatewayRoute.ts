import type {
  CreateTransitGatewayRouteRequest,
  CreateTransitGatewayRouteResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findTransitTable } from './find-transit.ts'
import { checkRouteLimit, readTransitDestination, readTransitTarget } from './read-route.ts'
import { putStaticRoute } from './static-routes.ts'

/** A static route to an attachment, or a black hole. */
export const CreateTransitGatewayRoute = operation<
  CreateTransitGatewayRouteRequest,
  CreateTransitGatewayRouteResult
>('CreateTransitGatewayRoute', (ctx, input) => {
  const cidr = readTransitDestination(input.DestinationCidrBlock)
  const table = findTransitTable(ctx, input.TransitGatewayRouteTableId)
  const target = readTransitTarget(ctx, table, input)
  if (table.routes.some((route) => route.cidr === cidr)) {
    throw new AwsError(
      'RouteAlreadyExists',
      `Route ${cidr} already exists in Transit Gateway Route Table ${table.id}.`,
    )
  }
  checkRouteLimit(table.routes.length)
  return { Route: putStaticRoute(ctx, table, { cidr, ...target }) }
})
