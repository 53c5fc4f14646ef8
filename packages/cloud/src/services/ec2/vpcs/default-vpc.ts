import { zonesOf } from '../../../catalogue/regions.ts'
import type { Context } from '../../../engine/context.ts'
import type { RegionSeed } from '../../../engine/seeds.ts'
import { newId } from '../ids.ts'
import { internetGateways } from '../internet-gateways/internet-gateway.ts'
import { mainRouteTable } from '../route-tables/main-route-table.ts'
import { routeTables } from '../route-tables/route-table.ts'
import { makeDefaultSubnet } from '../subnets/default-subnet.ts'
import { makeVpc } from './make-vpc.ts'
import type { VpcRecord } from './vpc.ts'

/**
 * The default VPC that AWS makes in every Region of an account: with an internet gateway, a route to it and a subnet in
 * each zone. https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html
 */
export function makeDefaultVpc(ctx: Context): VpcRecord {
  const vpc = makeVpc(ctx, { cidrBlock: '172.31.0.0/16', isDefault: true })
  const gatewayId = newId(ctx.chance, 'igw')
  ctx.db.put(internetGateways, { id: gatewayId, vpcId: vpc.id, tags: [] })
  const table = mainRouteTable(ctx.db, vpc.id)
  const outward = { destinationCidrBlock: '0.0.0.0/0', gatewayId, origin: 'CreateRoute' } as const
  ctx.db.put(routeTables, { ...table, routes: [...table.routes, outward] })
  for (const zone of zonesOf(ctx.region)) makeDefaultSubnet(ctx, vpc, zone)
  return vpc
}

export const seedDefaultVpc: RegionSeed = (ctx) => {
  makeDefaultVpc(ctx)
}
