import type { IpPermission, SecurityGroupRuleDescription } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { findGroup } from './find-group.ts'
import { readDescription, readPermissions } from './read-permissions.ts'
import { findOwnRule } from './revoke.ts'
import { ruleKey, rulesOf } from './rules.ts'
import { securityGroupRules } from './security-group.ts'

export interface UpdateDescriptionsInput {
  readonly GroupId?: string
  readonly GroupName?: string
  readonly IpPermissions?: IpPermission[]
  readonly SecurityGroupRuleDescriptions?: SecurityGroupRuleDescription[]
}

/** What both UpdateSecurityGroupRuleDescriptions operations do. */
export function updateDescriptions(
  ctx: Context,
  input: UpdateDescriptionsInput,
  isEgress: boolean,
): { Return: boolean } {
  const group = findGroup(ctx, input)
  const byId = input.SecurityGroupRuleDescriptions ?? []
  const permissions = input.IpPermissions ?? []
  if (byId.length === 0 && permissions.length === 0) {
    throw new AwsError(
      'MissingParameter',
      "Either 'ipPermissions' or 'securityGroupRuleDescriptions' should be provided.",
    )
  }
  const present = rulesOf(ctx, group.id, isEgress)
  for (const { SecurityGroupRuleId = '', Description } of byId) {
    const rule = findOwnRule(present, SecurityGroupRuleId)
    ctx.db.put(securityGroupRules, { ...rule, description: readDescription(Description) })
  }
  for (const shape of readPermissions(ctx, group, permissions)) {
    const rule = present.find((candidate) => ruleKey(candidate) === ruleKey(shape))
    if (!rule) {
      throw new AwsError(
        'InvalidPermission.NotFound',
        'The specified rule does not exist in this security group.',
      )
    }
    ctx.db.put(securityGroupRules, { ...rule, description: shape.description })
  }
  return { Return: true }
}
