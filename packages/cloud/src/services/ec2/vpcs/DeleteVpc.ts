import type { DeleteVpcRequest } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { egressOnlyInternetGateways } from '../egress-only-internet-gateways/egress-only-internet-gateway.ts'
import { findRecord } from '../find.ts'
import { releaseOf } from '../ipam/ipam-pool.ts'
import { internetGateways } from '../internet-gateways/internet-gateway.ts'
import { networkAcls } from '../network-acls/network-acl.ts'
import { routeTables } from '../route-tables/route-table.ts'
import { securityGroupRules, securityGroups } from '../security-groups/security-group.ts'
import { subnets } from '../subnets/subnet.ts'
import { carrierGateways } from '../carrier-gateways/carrier-gateway.ts'
import { vpcBlockExclusions } from '../vpc-block-public-access/vpc-block-public-access.ts'
import { vpnGateways } from '../vpn-gateways/vpn-gateway.ts'
import { vpcEndpoints } from '../vpc-endpoints/vpc-endpoint.ts'
import { endPeering } from '../vpc-peering/settle-vpc-peering.ts'
import { vpcPeeringConnections } from '../vpc-peering/vpc-peering-connection.ts'
import { vpcs } from './vpc.ts'

/** Deletes a VPC; what AWS made with it goes with it, anything else must have gone before. */
export const DeleteVpc = operation<DeleteVpcRequest, object>('DeleteVpc', (ctx, input) => {
  const { id } = findRecord(ctx, vpcs, 'vpc', input.VpcId ?? '')
  if (hasDependents(ctx, id)) {
    throw new AwsError(
      'DependencyViolation',
      `The vpc '${id}' has dependencies and cannot be deleted.`,
    )
  }
  for (const peering of ctx.db.by(vpcPeeringConnections, 'vpc', id)) {
    if (peering.state !== 'active' && peering.state !== 'pending-acceptance') continue
    endPeering(ctx, peering, { state: 'deleted', message: `Deleted by ${ctx.account}` })
  }
  for (const table of ctx.db.by(routeTables, 'vpc', id)) ctx.db.delete(routeTables, table.id)
  for (const acl of ctx.db.by(networkAcls, 'vpc', id)) ctx.db.delete(networkAcls, acl.id)
  for (const group of ctx.db.by(securityGroups, 'vpc', id)) {
    for (const rule of ctx.db.by(securityGroupRules, 'group', group.id)) {
      ctx.db.delete(securityGroupRules, rule.id)
    }
    ctx.db.delete(securityGroups, group.id)
  }
  for (const each of ctx.db.by(vpcBlockExclusions, 'resource', id))
    ctx.db.delete(vpcBlockExclusions, each.id)
  releaseOf(ctx, id)
  ctx.db.delete(vpcs, id)
  return {}
})

function hasDependents({ account, db }: Context, id: string): boolean {
  return (
    // Somebody else's request has to be rejected first.
    db
      .by(vpcPeeringConnections, 'vpc', id)
      .some(
        ({ state, requester }) => state === 'pending-acceptance' && requester.account !== account,
      ) ||
    db.by(subnets, 'vpc', id).length > 0 ||
    db.by(internetGateways, 'vpc', id).length > 0 ||
    db.by(egressOnlyInternetGateways, 'vpc', id).length > 0 ||
    db.by(vpcEndpoints, 'vpc', id).length > 0 ||
    db.by(carrierGateways, 'vpc', id).length > 0 ||
    db.by(vpnGateways, 'vpc', id).length > 0 ||
    db.by(routeTables, 'vpc', id).some((table) => !table.associations.some(({ main }) => main)) ||
    db.by(networkAcls, 'vpc', id).some(({ isDefault }) => !isDefault) ||
    db.by(securityGroups, 'vpc', id).some(({ name }) => name !== 'default')
  )
}
