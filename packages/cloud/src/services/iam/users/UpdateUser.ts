import type { UpdateUserCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { entityAlreadyExists } from '../errors.ts'
import { groups } from '../groups/group.ts'
import { iamArn, nameKey } from '../names.ts'
import { accessKeys } from './access-key.ts'
import { findUser, users } from './user.ts'

/** Renames or moves a user. */
export const UpdateUser = operation<UpdateUserCommandInput, object>('UpdateUser', (ctx, input) => {
  const user = findUser(ctx.db, input.UserName)
  const name = input.NewUserName ?? user.name
  const path = input.NewPath ?? user.path
  const id = nameKey(name)
  const arn = iamArn(ctx.account, 'user', path, name)
  if (id !== user.id && ctx.db.get(users, id))
    throw entityAlreadyExists(`User with name ${name} already exists.`)
  for (const key of ctx.db.by(accessKeys, 'user', user.id))
    ctx.db.put(accessKeys, { ...key, user: id, arn })
  for (const group of ctx.db.by(groups, 'member', user.id)) {
    const members = group.members.map((member) => (member === user.id ? id : member))
    ctx.db.put(groups, { ...group, members })
  }
  if (id !== user.id) ctx.db.delete(users, user.id)
  ctx.db.put(users, { ...user, id, name, path, arn })
  return {}
})
