import type { DeleteUserPermissionsBoundaryCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { noSuchEntity } from '../errors.ts'
import { findUser, users } from './user.ts'

/** Takes a user's permissions boundary away. */
export const DeleteUserPermissionsBoundary = operation<
  DeleteUserPermissionsBoundaryCommandInput,
  object
>('DeleteUserPermissionsBoundary', (ctx, input) => {
  const user = findUser(ctx.db, input.UserName)
  if (!user.permissionsBoundary)
    throw noSuchEntity(`User ${user.name} does not have a permissions boundary.`)
  const { permissionsBoundary: _gone, ...rest } = user
  ctx.db.put(users, rest)
  return {}
})
