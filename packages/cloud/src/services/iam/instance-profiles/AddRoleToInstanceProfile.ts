import type { AddRoleToInstanceProfileCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { limitExceeded } from '../errors.ts'
import { findRole } from '../roles/role.ts'
import { findInstanceProfile, instanceProfiles } from './instance-profile.ts'

/**
 * Puts a role into a profile: its instances get the role's credentials.
 * @limits One role a profile.
 */
export const AddRoleToInstanceProfile = operation<AddRoleToInstanceProfileCommandInput, object>(
  'AddRoleToInstanceProfile',
  (ctx, input) => {
    const profile = findInstanceProfile(ctx.db, input.InstanceProfileName)
    const role = findRole(ctx.db, input.RoleName)
    if (profile.roleId !== undefined) {
      throw limitExceeded('Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1')
    }
    ctx.db.put(instanceProfiles, { ...profile, roleId: role.id })
    return {}
  },
)
