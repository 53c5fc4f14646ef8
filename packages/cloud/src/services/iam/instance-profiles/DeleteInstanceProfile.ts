import type { DeleteInstanceProfileCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { deleteConflict } from '../errors.ts'
import { findInstanceProfile, instanceProfiles } from './instance-profile.ts'

/** Deletes a profile without a role. */
export const DeleteInstanceProfile = operation<DeleteInstanceProfileCommandInput, object>(
  'DeleteInstanceProfile',
  (ctx, input) => {
    const profile = findInstanceProfile(ctx.db, input.InstanceProfileName)
    if (profile.roleId !== undefined) {
      throw deleteConflict('Cannot delete entity, must remove roles from instance profile first.')
    }
    ctx.db.delete(instanceProfiles, profile.id)
    return {}
  },
)
