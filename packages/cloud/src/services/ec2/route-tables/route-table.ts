import { collection } from '../../../engine/collection.ts'
import type { Tagged } from '../tag.ts'

export interface RouteTableRecord extends Tagged {
  /** `rtb-0…` */
  readonly id: string
  readonly vpcId: string
  readonly routes: readonly Route[]
  readonly associations: readonly RouteTableAssociation[]
  /** Virtual private gateways whose routes it takes over. */
  readonly propagatingGatewayIds?: readonly string[]
}

/** Whether its target can be reached is not kept: `routeState` tells. */
export interface Route extends RouteTarget {
  /** One of the three destinations is set. */
  readonly destinationCidrBlock?: string
  readonly destinationIpv6CidrBlock?: string
  readonly destinationPrefixListId?: string
  readonly origin: 'CreateRouteTable' | 'CreateRoute'
}

/** One of these is set. */
export interface RouteTarget {
  /** `local`, `igw-0…` or `vgw-0…`. */
  readonly gatewayId?: string
  readonly natGatewayId?: string
  readonly networkInterfaceId?: string
  readonly egressOnlyInternetGatewayId?: string
  readonly vpcPeeringConnectionId?: string
  readonly transitGatewayId?: string
  readonly carrierGatewayId?: string
}

export interface RouteTableAssociation {
  /** `rtbassoc-0…` */
  readonly id: string
  readonly main: boolean
  /** Absent on the main association: it holds for every subnet without one of its own. */
  readonly subnetId?: string
  /** The internet gateway or virtual private gateway whose incoming traffic the table routes. */
  readonly gatewayId?: string
}

export const routeTables = collection<
  RouteTableRecord,
  'vpc' | 'subnet' | 'gateway' | 'association'
>({
  name: 'ec2/route-table',
  scope: 'region',
  indexes: {
    vpc: (table) => table.vpcId,
    subnet: (table) => table.associations.flatMap(({ subnetId }) => subnetId ?? []),
    gateway: (table) => table.associations.flatMap(({ gatewayId }) => gatewayId ?? []),
    association: (table) => table.associations.map(({ id }) => id),
  },
})
