import type {
  ModifySecurityGroupRulesRequest,
  ModifySecurityGroupRulesResult,
  SecurityGroupRuleRequest,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findGroup } from './find-group.ts'
import { readGroupPeer } from './read-group-peer.ts'
import { readPorts } from './protocols.ts'
import {
  readDescription,
  readIpv4Peer,
  readIpv6Peer,
  readPrefixListPeer,
  type RuleShape,
} from './read-permissions.ts'
import { findOwnRule } from './revoke.ts'
import { duplicate, ruleKey } from './rules.ts'
import { securityGroupRules, type RulePeer, type SecurityGroupRecord } from './security-group.ts'

/** Changes rules, which keep their ids: all changes are made, or none. */
export const ModifySecurityGroupRules = operation<
  ModifySecurityGroupRulesRequest,
  ModifySecurityGroupRulesResult
>('ModifySecurityGroupRules', (ctx, input) => {
  const group = findGroup(ctx, input)
  for (const { SecurityGroupRuleId = '', SecurityGroupRule } of input.SecurityGroupRules ?? []) {
    const present = ctx.db.by(securityGroupRules, 'group', group.id)
    const rule = findOwnRule(present, SecurityGroupRuleId)
    const shape = readRule(ctx, group, SecurityGroupRule ?? {})
    const twin = present.find(
      (other) =>
        other.id !== rule.id &&
        other.isEgress === rule.isEgress &&
        ruleKey(other) === ruleKey(shape),
    )
    if (twin) throw duplicate(shape)
    ctx.db.put(securityGroupRules, { ...rule, ...shape })
  }
  return { Return: true }
})

function readRule(
  ctx: Context,
  group: SecurityGroupRecord,
  request: SecurityGroupRuleRequest,
): RuleShape {
  return {
    ...readPorts(request.IpProtocol, request.FromPort, request.ToPort),
    peer: readPeer(ctx, group, request),
    description: readDescription(request.Description),
  }
}

function readPeer(
  ctx: Context,
  group: SecurityGroupRecord,
  request: SecurityGroupRuleRequest,
): RulePeer {
  const { CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupId } = request
  const given = [CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupId].filter(
    (peer) => peer !== undefined,
  )
  if (given.length !== 1) {
    throw new AwsError(
      given.length === 0 ? 'MissingParameter' : 'InvalidParameterCombination',
      'Exactly one of CidrIpv4, CidrIpv6, PrefixListId and ReferencedGroupId must be specified.',
    )
  }
  if (CidrIpv4 !== undefined) return readIpv4Peer(CidrIpv4)
  if (CidrIpv6 !== undefined) return readIpv6Peer(CidrIpv6)
  if (PrefixListId !== undefined) return readPrefixListPeer(ctx, PrefixListId)
  return readGroupPeer(ctx, group, { GroupId: ReferencedGroupId })
}
