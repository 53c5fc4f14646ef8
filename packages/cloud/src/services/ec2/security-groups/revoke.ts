import type { IpPermission, RevokedSecurityGroupRule } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { notFound } from '../find.ts'
import { vpcs } from '../vpcs/vpc.ts'
import { toPermissions, toSecurityGroupRule } from './describe-group.ts'
import { findGroup } from './find-group.ts'
import {
  listPermissions,
  readPermissions,
  type FlatPermission,
  type RuleShape,
} from './read-permissions.ts'
import { ruleKey, rulesOf } from './rules.ts'
import {
  securityGroupRules,
  type SecurityGroupRecord,
  type SecurityGroupRuleRecord,
} from './security-group.ts'

export interface RevokeInput extends FlatPermission {
  readonly GroupId?: string
  readonly GroupName?: string
  readonly SecurityGroupRuleIds?: string[]
}

export interface RevokeOutput {
  Return: boolean
  UnknownIpPermissions: IpPermission[]
  RevokedSecurityGroupRules: RevokedSecurityGroupRule[]
}

/** What both Revoke operations do: rules go by their ids or by what they say. */
export function revoke(ctx: Context, input: RevokeInput, isEgress: boolean): RevokeOutput {
  const group = findGroup(ctx, input)
  const ids = input.SecurityGroupRuleIds ?? []
  const permissions = listPermissions(input)
  if (ids.length === 0 && permissions.length === 0) {
    throw new AwsError(
      'MissingParameter',
      "Either 'ipPermissions' or 'securityGroupRuleIds' should be provided.",
    )
  }
  if (ids.length > 0 && permissions.length > 0) {
    throw new AwsError(
      'InvalidParameterCombination',
      "Only one of 'ipPermissions' or 'securityGroupRuleIds' may be provided.",
    )
  }
  const present = rulesOf(ctx, group.id, isEgress)
  const byId = ids.map((id) => findOwnRule(present, id))
  const { known, unknown } = match(present, readPermissions(ctx, group, permissions))
  refuseUnknown(ctx, group, unknown)
  const gone = [...new Set([...byId, ...known])]
  for (const rule of gone) ctx.db.delete(securityGroupRules, rule.id)
  return {
    Return: true,
    UnknownIpPermissions: toPermissions(
      ctx,
      unknown.map((shape) => ({ id: '', groupId: group.id, isEgress, tags: [], ...shape })),
    ),
    RevokedSecurityGroupRules: gone.map((rule) => toRevoked(ctx, rule)),
  }
}

/** The group's rule of that id in that direction. */
export function findOwnRule(
  present: readonly SecurityGroupRuleRecord[],
  id: string,
): SecurityGroupRuleRecord {
  const rule = present.find((candidate) => candidate.id === id)
  if (!rule) throw notFound('security-group-rule', id)
  return rule
}

function match(
  present: readonly SecurityGroupRuleRecord[],
  shapes: readonly RuleShape[],
): { known: readonly SecurityGroupRuleRecord[]; unknown: readonly RuleShape[] } {
  const byKey = new Map(present.map((rule) => [ruleKey(rule), rule]))
  return {
    known: shapes.flatMap((shape) => byKey.get(ruleKey(shape)) ?? []),
    unknown: shapes.filter((shape) => !byKey.has(ruleKey(shape))),
  }
}

/**
 * In a default VPC AWS only reports what it did not find; elsewhere it refuses the whole call.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RevokeSecurityGroupIngress.html
 */
function refuseUnknown(
  ctx: Context,
  group: SecurityGroupRecord,
  unknown: readonly RuleShape[],
): void {
  if (unknown.length === 0 || ctx.db.get(vpcs, group.vpcId)?.isDefault) return
  throw new AwsError(
    'InvalidPermission.NotFound',
    'The specified rule does not exist in this security group.',
  )
}

function toRevoked(ctx: Context, record: SecurityGroupRuleRecord): RevokedSecurityGroupRule {
  const rule = toSecurityGroupRule(ctx, record)
  return {
    SecurityGroupRuleId: rule.SecurityGroupRuleId,
    GroupId: rule.GroupId,
    IsEgress: rule.IsEgress,
    IpProtocol: rule.IpProtocol,
    FromPort: rule.FromPort,
    ToPort: rule.ToPort,
    CidrIpv4: rule.CidrIpv4,
    CidrIpv6: rule.CidrIpv6,
    PrefixListId: rule.PrefixListId,
    ReferencedGroupId: rule.ReferencedGroupInfo?.GroupId,
    Description: rule.Description,
  }
}
