import type { AssociateRouteTableRequest, AssociateRouteTableResult } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { newId } from '../ids.ts'
import { subnets } from '../subnets/subnet.ts'
import { refuseMembers } from '../unsupported.ts'
import { differentNetworks } from './different-networks.ts'
import { checkEdgeTarget } from './edge.ts'
import { findNetworkGateway } from './network-gateway.ts'
import { routeTables, type RouteTableAssociation, type RouteTableRecord } from './route-table.ts'

/**
 * Makes subnet or gateway follow a route table; the network obeys at once.
 * @differs Virtual private gateways cannot be associated.
 */
export const AssociateRouteTable = operation<AssociateRouteTableRequest, AssociateRouteTableResult>(
  'AssociateRouteTable',
  (ctx, input) => {
    refuseMembers('AssociateRouteTable', input, ['PublicIpv4Pool'])
    if (!input.SubnetId === !input.GatewayId) {
      throw new AwsError(
        input.SubnetId ? 'InvalidParameterCombination' : 'MissingParameter',
        'The request must contain exactly one of subnetId or gatewayId',
      )
    }
    const table = findRecord(ctx, routeTables, 'route-table', input.RouteTableId ?? '')
    const wished = input.SubnetId
      ? readSubnet(ctx, table, input.SubnetId)
      : readGateway(ctx, table, input.GatewayId ?? '')
    const present = findPresent(ctx, wished)
    if (present?.table.id === table.id) return answer(present.association)
    if (present) {
      throw new AwsError(
        'Resource.AlreadyAssociated',
        `the specified association for route table ${table.id} conflicts with an existing association`,
      )
    }
    const association = { id: newId(ctx.chance, 'rtbassoc'), main: false, ...wished }
    ctx.db.put(routeTables, { ...table, associations: [...table.associations, association] })
    return answer(association)
  },
)

type Wished = Pick<RouteTableAssociation, 'subnetId' | 'gatewayId'>

function answer({ id }: RouteTableAssociation): AssociateRouteTableResult {
  return { AssociationId: id, AssociationState: { State: 'associated' } }
}

function readSubnet(ctx: Context, table: RouteTableRecord, id: string): Wished {
  const subnet = findRecord(ctx, subnets, 'subnet', id)
  if (subnet.vpcId !== table.vpcId) throw differentNetworks(table, 'subnet', id)
  return { subnetId: id }
}

function readGateway(ctx: Context, table: RouteTableRecord, id: string): Wished {
  if (findNetworkGateway(ctx, id).vpcId !== table.vpcId)
    throw differentNetworks(table, 'network gateway', id)
  for (const route of table.routes) checkEdgeTarget(table, route)
  return { gatewayId: id }
}

function findPresent(
  ctx: Context,
  { subnetId, gatewayId }: Wished,
): { table: RouteTableRecord; association: RouteTableAssociation } | undefined {
  const [table] = subnetId
    ? ctx.db.by(routeTables, 'subnet', subnetId)
    : ctx.db.by(routeTables, 'gateway', gatewayId ?? '')
  const association = table?.associations.find(
    (each) => !each.main && each.subnetId === subnetId && each.gatewayId === gatewayId,
  )
  return table && association && { table, association }
}
