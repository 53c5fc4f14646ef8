import type { DeleteUserCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { deleteConflict } from '../errors.ts'
import { groups } from '../groups/group.ts'
import { mfaDevices } from '../mfa-devices/mfa-device.ts'
import { sshPublicKeys } from '../ssh-public-keys/ssh-public-key.ts'
import { accessKeys } from './access-key.ts'
import { findUser, users } from './user.ts'

/** Deletes a user without keys, password, MFA devices, groups and policies. */
export const DeleteUser = operation<DeleteUserCommandInput, object>('DeleteUser', (ctx, input) => {
  const user = findUser(ctx.db, input.UserName)
  const must = (what: string) => deleteConflict(`Cannot delete entity, must ${what} first.`)
  if (ctx.db.by(accessKeys, 'user', user.id).length) throw must('delete access keys')
  if (user.loginProfile) throw must('delete login profile')
  if (ctx.db.countBy(mfaDevices, 'user', user.id) > 0) throw must('delete MFA device')
  if (ctx.db.countBy(sshPublicKeys, 'user', user.id) > 0) throw must('delete SSH public keys')
  if (ctx.db.by(groups, 'member', user.id).length) throw must('remove user from all groups')
  if (user.attachedPolicies.length) throw must('detach all policies')
  if (Object.keys(user.inlinePolicies).length) throw must('delete policies')
  ctx.db.delete(users, user.id)
  return {}
})
