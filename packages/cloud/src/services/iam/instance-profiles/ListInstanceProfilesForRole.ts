import type {
  ListInstanceProfilesForRoleCommandInput,
  ListInstanceProfilesForRoleCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { pageOf } from '../paging.ts'
import { findRole } from '../roles/role.ts'
import { instanceProfiles, toInstanceProfile } from './instance-profile.ts'

/** The profiles that a role is in. */
export const ListInstanceProfilesForRole = operation<
  ListInstanceProfilesForRoleCommandInput,
  Omit<ListInstanceProfilesForRoleCommandOutput, '$metadata'>
>('ListInstanceProfilesForRole', (ctx, input) => {
  const role = findRole(ctx.db, input.RoleName)
  const { items, ...page } = pageOf(ctx.db.by(instanceProfiles, 'role', role.id), input)
  return {
    InstanceProfiles: items.map((profile) => toInstanceProfile(ctx.db, profile, false)),
    ...page,
  }
})
