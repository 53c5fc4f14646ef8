import type { RouteTarget } from './route-table.ts'

/** The id of what a route leads to. */
export function leadsTo(route: RouteTarget): string | undefined {
  return (
    route.gatewayId ??
    route.natGatewayId ??
    route.networkInterfaceId ??
    route.egressOnlyInternetGatewayId ??
    route.vpcPeeringConnectionId ??
    route.transitGatewayId ??
    route.carrierGatewayId
  )
}
