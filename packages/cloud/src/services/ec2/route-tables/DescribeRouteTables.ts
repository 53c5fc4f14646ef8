import type {
  DescribeRouteTablesRequest,
  DescribeRouteTablesResult,
  RouteTable,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import type { FilterFields } from '../filters.ts'
import { routeTables, type RouteTableRecord } from './route-table.ts'

export const DescribeRouteTables = operation<DescribeRouteTablesRequest, DescribeRouteTablesResult>(
  'DescribeRouteTables',
  (ctx, input) => {
    const { items, nextToken } = describeRecords(ctx, 'DescribeRouteTables', routeTables, input, {
      kind: 'route-table',
      ids: input.RouteTableIds,
      filters: routeTableFilters(ctx.account),
      page: { max: 100 },
    })
    return {
      RouteTables: items.map((table) => toRouteTable(table, ctx.account)),
      NextToken: nextToken,
    }
  },
)

function toRouteTable(table: RouteTableRecord, ownerId: string): RouteTable {
  return {
    RouteTableId: table.id,
    VpcId: table.vpcId,
    OwnerId: ownerId,
    Routes: table.routes.map((route) => ({
      DestinationCidrBlock: route.destinationCidrBlock,
      GatewayId: route.gatewayId,
      NatGatewayId: route.natGatewayId,
      NetworkInterfaceId: route.networkInterfaceId,
      State: route.state,
      Origin: route.origin,
    })),
    Associations: table.associations.map((association) => ({
      RouteTableAssociationId: association.id,
      RouteTableId: table.id,
      Main: association.main,
      SubnetId: association.subnetId,
      AssociationState: { State: 'associated' },
    })),
    PropagatingVgws: [],
    Tags: [...table.tags],
  }
}

function routeTableFilters(ownerId: string): FilterFields<RouteTableRecord> {
  const none = () => undefined
  return {
    fields: {
      'association.gateway-id': none,
      'association.route-table-association-id': (table) => table.associations.map(({ id }) => id),
      'association.route-table-id': (table) => table.associations.map(() => table.id),
      'association.subnet-id': (table) => table.associations.map(({ subnetId }) => subnetId),
      'association.main': (table) => table.associations.map(({ main }) => main),
      'owner-id': () => ownerId,
      'route-table-id': (table) => table.id,
      'route.destination-cidr-block': (table) =>
        table.routes.map((route) => route.destinationCidrBlock),
      'route.destination-ipv6-cidr-block': none,
      'route.destination-prefix-list-id': none,
      'route.egress-only-internet-gateway-id': none,
      'route.gateway-id': (table) => table.routes.map((route) => route.gatewayId),
      'route.instance-id': none,
      'route.nat-gateway-id': (table) => table.routes.map((route) => route.natGatewayId),
      'route.transit-gateway-id': none,
      'route.origin': (table) => table.routes.map((route) => route.origin),
      'route.state': (table) => table.routes.map((route) => route.state),
      'route.vpc-peering-connection-id': none,
      'vpc-id': (table) => table.vpcId,
    },
    tags: (table) => table.tags,
  }
}
