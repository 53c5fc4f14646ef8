import type { User } from '@aws-sdk/client-iam'
import type { Records } from '../../../engine/collection.ts'
import { collection } from '../../../engine/collection.ts'
import { noSuchEntity } from '../errors.ts'
import { nameKey } from '../names.ts'
import { toBoundary } from '../policies/policy.ts'
import type { PolicyHolder } from '../policies/holder.ts'
import type { IamTag } from '../tags.ts'

export interface UserRecord extends PolicyHolder {
  /** The name in lower case. */
  readonly id: string
  readonly name: string
  readonly path: string
  readonly userId: string
  readonly arn: string
  readonly createTime: number
  readonly permissionsBoundary?: string
  readonly loginProfile?: LoginProfileRecord
  /** Account time of the last sign-in with the password. */
  readonly passwordLastUsed?: number
  readonly tags: readonly IamTag[]
}

/** A password with which the user may sign in to the console. */
export interface LoginProfileRecord {
  /** scrypt of the password, hex; salted with the user's id. */
  readonly passwordHash: string
  readonly resetRequired: boolean
  readonly createTime: number
}

export const users = collection<UserRecord, 'policy'>({
  name: 'iam/user',
  scope: 'account',
  indexes: { policy: (user) => user.attachedPolicies },
})

/** Throws `NoSuchEntity`. */
export function findUser(db: Records, name: string | undefined): UserRecord {
  const user = db.get(users, nameKey(name ?? ''))
  if (!user) throw noSuchEntity(`The user with name ${name} cannot be found.`)
  return user
}

/** The SDK's shape. Lists leave out tags. */
export function toUser(user: UserRecord, whole = true): User {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.userId,
    Arn: user.arn,
    CreateDate: new Date(user.createTime),
    ...(user.passwordLastUsed === undefined
      ? {}
      : { PasswordLastUsed: new Date(user.passwordLastUsed) }),
    ...(whole && user.tags.length ? { Tags: [...user.tags] } : {}),
    ...(whole && user.permissionsBoundary
      ? { PermissionsBoundary: toBoundary(user.permissionsBoundary) }
      : {}),
  }
}
