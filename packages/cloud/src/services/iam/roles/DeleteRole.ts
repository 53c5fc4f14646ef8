import type { DeleteRoleCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { deleteConflict } from '../errors.ts'
import { instanceProfiles } from '../instance-profiles/instance-profile.ts'
import { findOwnRole, roles } from './role.ts'

/** Deletes a role that is in no profile and has no policies. */
export const DeleteRole = operation<DeleteRoleCommandInput, object>('DeleteRole', (ctx, input) => {
  const role = findOwnRole(ctx.db, input.RoleName)
  if (ctx.db.by(instanceProfiles, 'role', role.id).length) {
    throw deleteConflict('Cannot delete entity, must remove roles from instance profile first.')
  }
  if (role.attachedPolicies.length)
    throw deleteConflict('Cannot delete entity, must detach all policies first.')
  if (Object.keys(role.inlinePolicies).length)
    throw deleteConflict('Cannot delete entity, must delete policies first.')
  ctx.db.delete(roles, role.id)
  return {}
})
