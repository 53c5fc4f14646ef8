import type { IpPermission, SecurityGroup, SecurityGroupRule } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import type { FilterFields } from '../filters.ts'
import { byId, byIndex, byPath } from '../narrow.ts'
import { vpcs } from '../vpcs/vpc.ts'
import { vpcPeeringConnections } from '../vpc-peering/vpc-peering-connection.ts'
import { rulesOf } from './rules.ts'
import {
  securityGroups,
  type RulePeer,
  type SecurityGroupRecord,
  type SecurityGroupRuleRecord,
} from './security-group.ts'

export function groupArn(ctx: Context, groupId: string): string {
  return `arn:aws:ec2:${ctx.region}:${ctx.account}:security-group/${groupId}`
}

export function toSecurityGroup(ctx: Context, group: SecurityGroupRecord): SecurityGroup {
  return {
    GroupId: group.id,
    GroupName: group.name,
    Description: group.description,
    OwnerId: ctx.account,
    VpcId: group.vpcId,
    SecurityGroupArn: groupArn(ctx, group.id),
    IpPermissions: toPermissions(ctx, rulesOf(ctx, group.id, false)),
    IpPermissionsEgress: toPermissions(ctx, rulesOf(ctx, group.id, true)),
    Tags: [...group.tags],
  }
}

/** Rules of the same protocol and ports share one permission, as AWS shows them. */
export function toPermissions(
  ctx: Context,
  rules: readonly SecurityGroupRuleRecord[],
): IpPermission[] {
  const permissions = new Map<string, Required<Omit<IpPermission, 'FromPort' | 'ToPort'>>>()
  for (const rule of rules) {
    const key = [rule.protocol, rule.fromPort, rule.toPort].join(' ')
    const permission = permissions.get(key) ?? {
      IpProtocol: rule.protocol,
      ...portsOf(rule),
      IpRanges: [],
      Ipv6Ranges: [],
      PrefixListIds: [],
      UserIdGroupPairs: [],
    }
    permissions.set(key, permission)
    const { peer, description: Description } = rule
    switch (peer.kind) {
      case 'ipv4':
        permission.IpRanges.push({ CidrIp: peer.cidr, Description })
        break
      case 'ipv6':
        permission.Ipv6Ranges.push({ CidrIpv6: peer.cidr, Description })
        break
      case 'prefix-list':
        permission.PrefixListIds.push({ PrefixListId: peer.prefixListId, Description })
        break
      case 'group':
        permission.UserIdGroupPairs.push({
          GroupId: peer.groupId,
          UserId: peer.userId,
          ...toPeering(ctx, peer),
          Description,
        })
    }
  }
  return [...permissions.values()]
}

/** How a rule reaches a group of a peer VPC, and whether it still does. */
function toPeering(ctx: Context, { peering, transit }: RulePeer & { readonly kind: 'group' }) {
  if (transit) return { VpcId: transit.vpcId }
  return (
    peering && {
      VpcId: peering.vpcId,
      VpcPeeringConnectionId: peering.id,
      PeeringStatus: ctx.db.get(vpcPeeringConnections, peering.id)?.state ?? 'deleted',
    }
  )
}

/** A permission for all protocols shows no ports. */
function portsOf(rule: SecurityGroupRuleRecord): { FromPort?: number; ToPort?: number } {
  return rule.protocol === '-1' ? {} : { FromPort: rule.fromPort, ToPort: rule.toPort }
}

export function toSecurityGroupRule(
  ctx: Context,
  rule: SecurityGroupRuleRecord,
): SecurityGroupRule {
  const { peer } = rule
  return {
    SecurityGroupRuleId: rule.id,
    SecurityGroupRuleArn: `arn:aws:ec2:${ctx.region}:${ctx.account}:security-group-rule/${rule.id}`,
    GroupId: rule.groupId,
    GroupOwnerId: ctx.account,
    IsEgress: rule.isEgress,
    IpProtocol: rule.protocol,
    FromPort: rule.fromPort,
    ToPort: rule.toPort,
    CidrIpv4: peer.kind === 'ipv4' ? peer.cidr : undefined,
    CidrIpv6: peer.kind === 'ipv6' ? peer.cidr : undefined,
    PrefixListId: peer.kind === 'prefix-list' ? peer.prefixListId : undefined,
    ReferencedGroupInfo:
      peer.kind === 'group'
        ? { GroupId: peer.groupId, UserId: peer.userId, ...toPeering(ctx, peer) }
        : undefined,
    Description: rule.description,
    Tags: [...rule.tags],
  }
}

export function securityGroupFilters(ctx: Context): FilterFields<SecurityGroupRecord> {
  return {
    fields: {
      description: (group) => group.description,
      'group-id': (group) => group.id,
      'group-name': (group) => group.name,
      'owner-id': () => ctx.account,
      'vpc-id': (group) => group.vpcId,
      ...permissionFilters(ctx, 'ip-permission', false),
      ...permissionFilters(ctx, 'egress.ip-permission', true),
    },
    narrow,
    tags: (group) => group.tags,
  }
}

const narrow = {
  'group-id': byId(securityGroups),
  'vpc-id': byIndex(securityGroups, 'vpc'),
  'group-name': byPath((db, name) =>
    db
      .all(vpcs)
      .flatMap((vpc) => db.by(securityGroups, 'name', `${vpc.id}/${name}`))
      .map(({ id }) => id),
  ),
}

function permissionFilters(
  ctx: Context,
  prefix: string,
  isEgress: boolean,
): FilterFields<SecurityGroupRecord>['fields'] {
  type Read = (rule: SecurityGroupRuleRecord) => string | number | undefined
  const parts: Readonly<Record<string, Read>> = {
    cidr: ({ peer }) => (peer.kind === 'ipv4' ? peer.cidr : undefined),
    'ipv6-cidr': ({ peer }) => (peer.kind === 'ipv6' ? peer.cidr : undefined),
    'prefix-list-id': ({ peer }) => (peer.kind === 'prefix-list' ? peer.prefixListId : undefined),
    'group-id': ({ peer }) => (peer.kind === 'group' ? peer.groupId : undefined),
    'group-name': ({ peer }) =>
      peer.kind === 'group' ? ctx.db.get(securityGroups, peer.groupId)?.name : undefined,
    'user-id': ({ peer }) => (peer.kind === 'group' ? peer.userId : undefined),
    protocol: ({ protocol }) => protocol,
    'from-port': ({ protocol, fromPort }) => (protocol === '-1' ? undefined : fromPort),
    'to-port': ({ protocol, toPort }) => (protocol === '-1' ? undefined : toPort),
  }
  return Object.fromEntries(
    Object.entries(parts).map(([name, read]) => [
      `${prefix}.${name}`,
      (group: SecurityGroupRecord) => rulesOf(ctx, group.id, isEgress).map(read),
    ]),
  )
}
