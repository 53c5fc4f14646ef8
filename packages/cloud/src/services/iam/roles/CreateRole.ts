import type { CreateRoleCommandInput, CreateRoleCommandOutput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { entityAlreadyExists } from '../errors.ts'
import { makeUniqueId } from '../ids.ts'
import { iamArn, nameKey } from '../names.ts'
import { parsePolicy } from '../policies/document.ts'
import { findPolicy } from '../policies/policy.ts'
import { withTags } from '../tags.ts'
import { roles, toRole, type RoleRecord } from './role.ts'

/**
 * Makes a role with its trust policy.
 * @differs The trust policy is checked for form.
 */
export const CreateRole = operation<
  CreateRoleCommandInput,
  Omit<CreateRoleCommandOutput, '$metadata'>
>('CreateRole', (ctx, input) => {
  const name = input.RoleName ?? ''
  const path = input.Path ?? '/'
  if (ctx.db.get(roles, nameKey(name)))
    throw entityAlreadyExists(`Role with name ${name} already exists.`)
  const trustPolicy = input.AssumeRolePolicyDocument ?? ''
  parsePolicy(trustPolicy, 'trust')
  if (input.PermissionsBoundary) findPolicy(ctx.db, input.PermissionsBoundary)
  const role: RoleRecord = {
    id: nameKey(name),
    name,
    path,
    roleId: makeUniqueId('AROA', ctx.chance),
    arn: iamArn(ctx.account, 'role', path, name),
    description: input.Description,
    trustPolicy,
    createTime: ctx.now,
    maxSessionDuration: input.MaxSessionDuration ?? 3600,
    attachedPolicies: [],
    inlinePolicies: {},
    permissionsBoundary: input.PermissionsBoundary,
    tags: withTags([], input.Tags),
  }
  ctx.db.put(roles, role)
  return { Role: toRole(role) }
})
