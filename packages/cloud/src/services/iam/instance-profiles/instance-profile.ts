import type { InstanceProfile } from '@aws-sdk/client-iam'
import type { Records } from '../../../engine/collection.ts'
import { collection } from '../../../engine/collection.ts'
import { noSuchEntity } from '../errors.ts'
import { nameKey } from '../names.ts'
import { roles, toRole, type RoleRecord } from '../roles/role.ts'
import type { IamTag } from '../tags.ts'

export interface InstanceProfileRecord {
  /** The name in lower case. */
  readonly id: string
  readonly name: string
  readonly path: string
  readonly profileId: string
  readonly arn: string
  readonly createTime: number
  /** Id of its role; one at most. */
  readonly roleId?: string
  readonly tags: readonly IamTag[]
}

export const instanceProfiles = collection<InstanceProfileRecord, 'role' | 'arn'>({
  name: 'iam/instance-profile',
  scope: 'account',
  indexes: { role: (profile) => profile.roleId, arn: (profile) => profile.arn },
})

/** Throws `NoSuchEntity`. */
export function findInstanceProfile(db: Records, name: string | undefined): InstanceProfileRecord {
  const profile = db.get(instanceProfiles, nameKey(name ?? ''))
  if (!profile) throw noSuchEntity(`Instance Profile ${name} cannot be found.`)
  return profile
}

/** The role that a profile carries now. */
export function roleOf(db: Records, profile: InstanceProfileRecord): RoleRecord | undefined {
  return profile.roleId === undefined ? undefined : db.get(roles, profile.roleId)
}

/** The SDK's shape. */
export function toInstanceProfile(
  db: Records,
  profile: InstanceProfileRecord,
  whole = true,
): InstanceProfile {
  const role = roleOf(db, profile)
  return {
    Path: profile.path,
    InstanceProfileName: profile.name,
    InstanceProfileId: profile.profileId,
    Arn: profile.arn,
    CreateDate: new Date(profile.createTime),
    Roles: role ? [toRole(role, false)] : [],
    ...(whole && profile.tags.length ? { Tags: [...profile.tags] } : {}),
  }
}
