import { collection } from '../../../engine/collection.ts'
import type { Tagged } from '../tag.ts'

export interface RouteTableRecord extends Tagged {
  /** `rtb-0…` */
  readonly id: string
  readonly vpcId: string
  readonly routes: readonly Route[]
  readonly associations: readonly RouteTableAssociation[]
}

interface Route {
  readonly destinationCidrBlock: string
  /** `local` or `igw-0…`. */
  readonly gatewayId?: string
  readonly natGatewayId?: string
  readonly networkInterfaceId?: string
  readonly state: 'active' | 'blackhole'
  readonly origin: 'CreateRouteTable' | 'CreateRoute'
}

interface RouteTableAssociation {
  /** `rtbassoc-0…` */
  readonly id: string
  readonly main: boolean
  /** Absent on the main association: it holds for every subnet without one of its own. */
  readonly subnetId?: string
}

export const routeTables = collection<RouteTableRecord, 'vpc' | 'subnet'>({
  name: 'ec2/route-table',
  scope: 'region',
  indexes: {
    vpc: (table) => table.vpcId,
    subnet: (table) => table.associations.flatMap(({ subnetId }) => subnetId ?? []),
  },
})
