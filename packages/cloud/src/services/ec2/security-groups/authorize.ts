import type { SecurityGroupRule, TagSpecification } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { readTagSpecifications } from '../tags.ts'
import { toSecurityGroupRule } from './describe-group.ts'
import { findGroup } from './find-group.ts'
import { listPermissions, readPermissions, type FlatPermission } from './read-permissions.ts'
import { addRules } from './rules.ts'

export interface AuthorizeInput extends FlatPermission {
  readonly GroupId?: string
  readonly GroupName?: string
  readonly TagSpecifications?: TagSpecification[]
}

/** What both Authorize operations do. */
export function authorize(
  ctx: Context,
  input: AuthorizeInput,
  isEgress: boolean,
): { Return: boolean; SecurityGroupRules: SecurityGroupRule[] } {
  const group = findGroup(ctx, input)
  const tagsOf = readTagSpecifications(input.TagSpecifications, ['security-group-rule'])
  const permissions = listPermissions(input)
  if (permissions.length === 0) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter ipPermissions')
  }
  const shapes = readPermissions(ctx, group, permissions)
  const added = addRules(ctx, group, isEgress, shapes, tagsOf('security-group-rule'))
  return {
    Return: true,
    SecurityGroupRules: added.map((rule) => toSecurityGroupRule(ctx, rule)),
  }
}
