import type { DeleteUserCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { deleteConflict } from '../errors.ts'
import { accessKeys } from './access-key.ts'
import { findUser, users } from './user.ts'

export const DeleteUser = operation<DeleteUserCommandInput, object>('DeleteUser', (ctx, input) => {
  const user = findUser(ctx.db, input.UserName)
  if (ctx.db.by(accessKeys, 'user', user.id).length) {
    throw deleteConflict('Cannot delete entity, must delete access keys first.')
  }
  if (user.attachedPolicies.length)
    throw deleteConflict('Cannot delete entity, must detach all policies first.')
  ctx.db.delete(users, user.id)
  return {}
})
