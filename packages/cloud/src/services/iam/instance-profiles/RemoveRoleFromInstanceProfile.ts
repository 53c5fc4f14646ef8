import type { RemoveRoleFromInstanceProfileCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { noSuchEntity } from '../errors.ts'
import { nameKey } from '../names.ts'
import { findInstanceProfile, instanceProfiles } from './instance-profile.ts'

/** Takes the role out of a profile; its instances lose their credentials. */
export const RemoveRoleFromInstanceProfile = operation<
  RemoveRoleFromInstanceProfileCommandInput,
  object
>('RemoveRoleFromInstanceProfile', (ctx, input) => {
  const profile = findInstanceProfile(ctx.db, input.InstanceProfileName)
  if (profile.roleId === undefined || profile.roleId !== nameKey(input.RoleName ?? '')) {
    throw noSuchEntity(
      `Role ${input.RoleName} is not part of the instance profile ${profile.name}.`,
    )
  }
  const { roleId: _removed, ...rest } = profile
  ctx.db.put(instanceProfiles, rest)
  return {}
})
