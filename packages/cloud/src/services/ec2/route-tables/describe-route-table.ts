import type { Route as AwsRoute, RouteTable } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import type { FilterFields } from '../filters.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { prefixListOf } from '../vpc-endpoints/endpoint-tables.ts'
import { vpcEndpoints } from '../vpc-endpoints/vpc-endpoint.ts'
import { routeState } from './route-state.ts'
import type { Route, RouteTableRecord } from './route-table.ts'

export function toRouteTable(ctx: Context, table: RouteTableRecord): RouteTable {
  return {
    RouteTableId: table.id,
    VpcId: table.vpcId,
    OwnerId: ctx.account,
    Routes: [
      ...table.routes.map((route) => {
        const instanceId = instanceOf(ctx, route)
        return {
          DestinationCidrBlock: route.destinationCidrBlock,
          DestinationIpv6CidrBlock: route.destinationIpv6CidrBlock,
          DestinationPrefixListId: route.destinationPrefixListId,
          GatewayId: route.gatewayId,
          NatGatewayId: route.natGatewayId,
          EgressOnlyInternetGatewayId: route.egressOnlyInternetGatewayId,
          VpcPeeringConnectionId: route.vpcPeeringConnectionId,
          TransitGatewayId: route.transitGatewayId,
          CarrierGatewayId: route.carrierGatewayId,
          NetworkInterfaceId: route.networkInterfaceId,
          InstanceId: instanceId,
          InstanceOwnerId: instanceId && ctx.account,
          State: routeState(ctx.db, table.vpcId, route),
          Origin: route.origin,
        }
      }),
      ...endpointRoutes(ctx, table),
    ],
    Associations: table.associations.map((association) => ({
      RouteTableAssociationId: association.id,
      RouteTableId: table.id,
      Main: association.main,
      SubnetId: association.subnetId,
      GatewayId: association.gatewayId,
      AssociationState: { State: 'associated' },
    })),
    PropagatingVgws: (table.propagatingGatewayIds ?? []).map((GatewayId) => ({ GatewayId })),
    Tags: [...table.tags],
  }
}

/** What gateway endpoints put into the table. */
function endpointRoutes(ctx: Context, { id }: RouteTableRecord): AwsRoute[] {
  return ctx.db.by(vpcEndpoints, 'table', id).map((endpoint) => ({
    DestinationPrefixListId: prefixListOf(ctx.region, endpoint.serviceName),
    GatewayId: endpoint.id,
    State: 'active',
    Origin: 'CreateRoute',
  }))
}

/** The instance that a route to an interface leads to. */
function instanceOf(ctx: Context, { networkInterfaceId }: Route): string | undefined {
  if (networkInterfaceId === undefined) return undefined
  return ctx.db.get(networkInterfaces, networkInterfaceId)?.attachment?.instanceId
}

export function routeTableFilters(ctx: Context): FilterFields<RouteTableRecord> {
  const routes = (read: (route: Route) => string | undefined) => (table: RouteTableRecord) =>
    table.routes.map(read)
  return {
    fields: {
      'association.gateway-id': (table) => table.associations.map(({ gatewayId }) => gatewayId),
      'association.route-table-association-id': (table) => table.associations.map(({ id }) => id),
      'association.route-table-id': (table) => table.associations.map(() => table.id),
      'association.subnet-id': (table) => table.associations.map(({ subnetId }) => subnetId),
      'association.main': (table) => table.associations.map(({ main }) => main),
      'owner-id': () => ctx.account,
      'route-table-id': (table) => table.id,
      'route.destination-cidr-block': routes((route) => route.destinationCidrBlock),
      'route.destination-ipv6-cidr-block': routes((route) => route.destinationIpv6CidrBlock),
      'route.destination-prefix-list-id': (table) => [
        ...table.routes.map((route) => route.destinationPrefixListId),
        ...endpointRoutes(ctx, table).map((route) => route.DestinationPrefixListId),
      ],
      'route.egress-only-internet-gateway-id': routes((route) => route.egressOnlyInternetGatewayId),
      'route.gateway-id': (table) => [
        ...table.routes.map((route) => route.gatewayId),
        ...ctx.db.by(vpcEndpoints, 'table', table.id).map(({ id }) => id),
      ],
      'route.instance-id': routes((route) => instanceOf(ctx, route)),
      'route.nat-gateway-id': routes((route) => route.natGatewayId),
      'route.transit-gateway-id': routes((route) => route.transitGatewayId),
      'route.origin': routes((route) => route.origin),
      'route.state': (table) => table.routes.map((route) => routeState(ctx.db, table.vpcId, route)),
      'route.vpc-peering-connection-id': routes((route) => route.vpcPeeringConnectionId),
      'vpc-id': (table) => table.vpcId,
    },
    tags: (table) => table.tags,
  }
}
