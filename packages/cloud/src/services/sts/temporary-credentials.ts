import type { Credentials } from '@aws-sdk/client-sts'
import type { Context } from '../../engine/context.ts'
import { makeAccessKeyId, makeSecret } from '../iam/ids.ts'
import { accessKeys, type AccessKeyRecord } from '../iam/users/access-key.ts'

/** Issues a temporary key that acts as `arn` for a time, and forgets those of the account that are over. */
export function issueTemporaryCredentials(
  ctx: Pick<Context, 'account' | 'now' | 'chance' | 'db'>,
  as: Pick<AccessKeyRecord, 'arn' | 'userId' | 'session'>,
  durationSeconds: number,
): Credentials {
  for (const key of ctx.db
    .all(accessKeys)
    .filter(({ expiresAt }) => (expiresAt ?? Infinity) <= ctx.now)) {
    ctx.db.delete(accessKeys, key.id)
  }
  const id = makeAccessKeyId('ASIA', ctx.account, ctx.chance)
  const secret = makeSecret(ctx.chance)
  const sessionToken = makeSecret(ctx.chance, 356)
  const expiresAt = ctx.now + durationSeconds * 1000
  ctx.db.put(accessKeys, {
    id,
    secret,
    status: 'Active',
    createTime: ctx.now,
    ...as,
    sessionToken,
    expiresAt,
  })
  return {
    AccessKeyId: id,
    SecretAccessKey: secret,
    SessionToken: sessionToken,
    Expiration: new Date(expiresAt),
  }
}
