import type { SSHPublicKeyMetadata } from '@aws-sdk/client-iam'
import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { noSuchEntity } from '../errors.ts'
import type { UserRecord } from '../users/user.ts'

/** A key by which a user signs in to CodeCommit, which is not here: it is kept and told. */
export interface SshPublicKeyRecord {
  /** `APKA…` */
  readonly id: string
  /** Id of the user. */
  readonly user: string
  /** MD5, in colons. */
  readonly fingerprint: string
  /** An `authorized_keys` line. */
  readonly body: string
  readonly status: 'Active' | 'Inactive'
  readonly uploadTime: number
}

export const sshPublicKeys = collection<SshPublicKeyRecord, 'user'>({
  name: 'iam/ssh-public-key',
  scope: 'account',
  indexes: { user: ({ user }) => user },
})

/** Throws `NoSuchEntity` for a key that is not the user's. */
export function findSshKey(ctx: Context, user: UserRecord, id = ''): SshPublicKeyRecord {
  const found = ctx.db.get(sshPublicKeys, id)
  if (found?.user === user.id) return found
  throw noSuchEntity(`The Public Key with id ${id} cannot be found.`)
}

export function toSshMetadata(user: UserRecord, key: SshPublicKeyRecord): SSHPublicKeyMetadata {
  return {
    UserName: user.name,
    SSHPublicKeyId: key.id,
    Status: key.status,
    UploadDate: new Date(key.uploadTime),
  }
}
