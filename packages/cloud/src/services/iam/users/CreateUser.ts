import type { CreateUserCommandInput, CreateUserCommandOutput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { entityAlreadyExists } from '../errors.ts'
import { makeUniqueId } from '../ids.ts'
import { iamArn, nameKey } from '../names.ts'
import { findPolicy } from '../policies/policy.ts'
import { withTags } from '../tags.ts'
import { toUser, users, type UserRecord } from './user.ts'

/** Makes a user. */
export const CreateUser = operation<
  CreateUserCommandInput,
  Omit<CreateUserCommandOutput, '$metadata'>
>('CreateUser', (ctx, input) => {
  const name = input.UserName ?? ''
  const path = input.Path ?? '/'
  if (ctx.db.get(users, nameKey(name)))
    throw entityAlreadyExists(`User with name ${name} already exists.`)
  if (input.PermissionsBoundary) findPolicy(ctx.db, input.PermissionsBoundary)
  const user: UserRecord = {
    id: nameKey(name),
    name,
    path,
    userId: makeUniqueId('AIDA', ctx.chance),
    arn: iamArn(ctx.account, 'user', path, name),
    createTime: ctx.now,
    attachedPolicies: [],
    inlinePolicies: {},
    permissionsBoundary: input.PermissionsBoundary,
    tags: withTags([], input.Tags),
  }
  ctx.db.put(users, user)
  return { User: toUser(user) }
})
