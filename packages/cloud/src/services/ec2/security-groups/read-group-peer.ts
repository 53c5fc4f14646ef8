import type { UserIdGroupPair } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { notFound } from '../find.ts'
import { gatewayForGroups } from '../transit-gateways/references-groups.ts'
import { otherParty, vpcPeeringConnections } from '../vpc-peering/vpc-peering-connection.ts'
import { findGroup } from './find-group.ts'
import {
  securityGroupRules,
  securityGroups,
  type RulePeer,
  type SecurityGroupRecord,
} from './security-group.ts'

/**
 * The group that a rule names: of the same VPC, or of one that is peered with it, or behind the same transit gateway, in the
 * same Region.
 * https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html
 */
export function readGroupPeer(
  ctx: Context,
  group: SecurityGroupRecord,
  pair: Pick<UserIdGroupPair, 'GroupId' | 'GroupName' | 'UserId'>,
): RulePeer {
  const peered = pair.GroupId === undefined ? undefined : readPeeredGroup(ctx, group, pair.GroupId)
  if (peered) return peered
  if (pair.UserId && pair.UserId !== ctx.account) {
    throw notFound('security-group', pair.GroupId ?? pair.GroupName ?? '')
  }
  const peer = findGroup(ctx, pair)
  if (peer.vpcId !== group.vpcId) {
    const gatewayId = gatewayForGroups(ctx.db, group.vpcId, peer.vpcId)
    if (gatewayId !== undefined) {
      const transit = { gatewayId, vpcId: peer.vpcId }
      return { kind: 'group', groupId: peer.id, userId: ctx.account, transit }
    }
    throw new AwsError(
      'InvalidGroup.NotFound',
      'You have specified two resources that belong to different networks.',
    )
  }
  return { kind: 'group', groupId: peer.id, userId: ctx.account }
}

function readPeeredGroup(
  ctx: Context,
  group: SecurityGroupRecord,
  groupId: string,
): RulePeer | undefined {
  if (ctx.db.get(securityGroups, groupId)?.vpcId === group.vpcId) return undefined
  // A rule that has gone stale can still be named, to be revoked.
  const present = ctx.db
    .by(securityGroupRules, 'group', group.id)
    .find(({ peer }) => peer.kind === 'group' && peer.groupId === groupId)
  if (present) return present.peer
  for (const peering of ctx.db.by(vpcPeeringConnections, 'vpc', group.vpcId)) {
    const party = otherParty(ctx, peering, group.vpcId)
    if (peering.state !== 'active' || party?.region !== ctx.region) continue
    const { account, region, vpcId } = party
    const found = ctx.inAccount(account, region)?.get(securityGroups, groupId)
    if (found?.vpcId === vpcId) {
      return { kind: 'group', groupId, userId: account, peering: { id: peering.id, vpcId } }
    }
  }
  return undefined
}
