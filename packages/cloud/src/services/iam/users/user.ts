import type { User } from '@aws-sdk/client-iam'
import type { Records } from '../../../engine/collection.ts'
import { collection } from '../../../engine/collection.ts'
import { noSuchEntity } from '../errors.ts'
import { nameKey } from '../names.ts'
import type { IamTag } from '../tags.ts'

export interface UserRecord {
  /** The name in lower case. */
  readonly id: string
  readonly name: string
  readonly path: string
  readonly userId: string
  readonly arn: string
  readonly createTime: number
  readonly attachedPolicies: readonly string[]
  readonly tags: readonly IamTag[]
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
    ...(whole && user.tags.length ? { Tags: [...user.tags] } : {}),
  }
}
