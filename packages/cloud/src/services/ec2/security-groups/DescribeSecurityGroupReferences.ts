import type {
  DescribeSecurityGroupReferencesRequest,
  DescribeSecurityGroupReferencesResult,
  SecurityGroupReference,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { findRecord } from '../find.ts'
import { otherParty, vpcPeeringConnections } from '../vpc-peering/vpc-peering-connection.ts'
import { securityGroupRules, securityGroups } from './security-group.ts'

/** The peer VPCs whose groups name these groups in their rules. */
export const DescribeSecurityGroupReferences = operation<
  DescribeSecurityGroupReferencesRequest,
  DescribeSecurityGroupReferencesResult
>('DescribeSecurityGroupReferences', (ctx, { GroupId = [] }) => ({
  SecurityGroupReferenceSet: GroupId.flatMap((id) => referencesTo(ctx, id)),
}))

function referencesTo(ctx: Context, id: string): readonly SecurityGroupReference[] {
  const group = findRecord(ctx, securityGroups, 'security-group', id)
  const overTransit = ctx.db.by(securityGroupRules, 'referenced', id).flatMap((rule) => {
    const { peer } = rule
    const ReferencingVpcId = ctx.db.get(securityGroups, rule.groupId)?.vpcId
    return peer.kind === 'group' && peer.transit && ReferencingVpcId !== undefined
      ? [{ GroupId: id, ReferencingVpcId, TransitGatewayId: peer.transit.gatewayId }]
      : []
  })
  const overPeering = ctx.db.by(vpcPeeringConnections, 'vpc', group.vpcId).flatMap((peering) => {
    const party = otherParty(ctx, peering, group.vpcId)
    const there = party && ctx.inAccount(party.account, party.region)
    const refers = there
      ?.by(securityGroupRules, 'referenced', id)
      .some(({ peer }) => peer.kind === 'group' && peer.peering?.id === peering.id)
    if (!refers) return []
    return [{ GroupId: id, ReferencingVpcId: party?.vpcId, VpcPeeringConnectionId: peering.id }]
  })
  const unique = new Map(overTransit.map((each) => [each.ReferencingVpcId, each]))
  return [...overPeering, ...unique.values()]
}
