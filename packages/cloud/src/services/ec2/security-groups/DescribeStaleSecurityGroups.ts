import type {
  DescribeStaleSecurityGroupsRequest,
  DescribeStaleSecurityGroupsResult,
  StaleIpPermission,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { findRecord } from '../find.ts'
import { paginate } from '../paging.ts'
import { gatewayForGroups } from '../transit-gateways/references-groups.ts'
import { otherParty, vpcPeeringConnections } from '../vpc-peering/vpc-peering-connection.ts'
import { vpcs } from '../vpcs/vpc.ts'
import { toPermissions } from './describe-group.ts'
import { rulesOf } from './rules.ts'
import { securityGroups, type SecurityGroupRuleRecord } from './security-group.ts'

/** Groups of a VPC with rules that name a group of a peer VPC which is gone, or whose connection is. */
export const DescribeStaleSecurityGroups = operation<
  DescribeStaleSecurityGroupsRequest,
  DescribeStaleSecurityGroupsResult
>('DescribeStaleSecurityGroups', (ctx, input) => {
  const vpc = findRecord(ctx, vpcs, 'vpc', input.VpcId ?? '')
  const stale = ctx.db.by(securityGroups, 'vpc', vpc.id).flatMap((group) => {
    const ingress = staleRules(ctx, group.id, false)
    const egress = staleRules(ctx, group.id, true)
    return ingress.length + egress.length > 0 ? [{ group, ingress, egress }] : []
  })
  const { items, nextToken } = paginate(ctx, 'DescribeStaleSecurityGroups', stale, input, {
    keyOf: ({ group }) => group.id,
    max: 255,
  })
  return {
    StaleSecurityGroupSet: items.map(({ group, ingress, egress }) => ({
      GroupId: group.id,
      GroupName: group.name,
      Description: group.description,
      VpcId: group.vpcId,
      StaleIpPermissions: toStale(ctx, ingress),
      StaleIpPermissionsEgress: toStale(ctx, egress),
    })),
    NextToken: nextToken,
  }
})

function staleRules(
  ctx: Context,
  groupId: string,
  isEgress: boolean,
): readonly SecurityGroupRuleRecord[] {
  return rulesOf(ctx, groupId, isEgress).filter((rule) => isStale(ctx, rule))
}

function isStale(ctx: Context, { groupId, peer }: SecurityGroupRuleRecord): boolean {
  if (peer.kind !== 'group') return false
  if (peer.transit) return isStaleTransit(ctx, groupId, peer.groupId)
  if (!peer.peering) return false
  const peering = ctx.db.get(vpcPeeringConnections, peer.peering.id)
  if (peering?.state !== 'active') return true
  const vpcId = ctx.db.get(securityGroups, groupId)?.vpcId ?? ''
  const party = otherParty(ctx, peering, vpcId)
  const there = party && ctx.inAccount(party.account, party.region)
  return there?.get(securityGroups, peer.groupId) === undefined
}

function isStaleTransit(ctx: Context, groupId: string, namedId: string): boolean {
  const [own, named] = [ctx.db.get(securityGroups, groupId), ctx.db.get(securityGroups, namedId)]
  return !own || !named || gatewayForGroups(ctx.db, own.vpcId, named.vpcId) === undefined
}

function toStale(ctx: Context, rules: readonly SecurityGroupRuleRecord[]): StaleIpPermission[] {
  return toPermissions(ctx, rules).map(({ IpProtocol, FromPort, ToPort, UserIdGroupPairs }) => ({
    IpProtocol,
    FromPort,
    ToPort,
    IpRanges: [],
    PrefixListIds: [],
    UserIdGroupPairs,
  }))
}
