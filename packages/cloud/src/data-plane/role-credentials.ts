import type { Context } from '../engine/context.ts'
import type { InstanceRecord } from '../services/ec2/instances/instance.ts'
import { instanceProfiles, roleOf } from '../services/iam/instance-profiles/instance-profile.ts'
import type { RoleRecord } from '../services/iam/roles/role.ts'
import { accessKeys } from '../services/iam/users/access-key.ts'
import { issueTemporaryCredentials } from '../services/sts/temporary-credentials.ts'
import { isoSeconds } from './metadata-text.ts'

const lifeSeconds = 6 * 3600
/** New credentials are handed out this long before the old ones end. */
const overlapMs = 5 * 60 * 1000

/** The role that the instance's profile carries now. */
export function roleOfInstance(ctx: Context, instance: InstanceRecord): RoleRecord | undefined {
  const arn = instance.iamInstanceProfile?.arn
  const profile = arn === undefined ? undefined : ctx.db.by(instanceProfiles, 'arn', arn)[0]
  return profile && roleOf(ctx.db, profile)
}

/** What `iam/security-credentials/<role>` answers. */
export function makeRoleCredentials(
  ctx: Context,
  instance: InstanceRecord,
  role: RoleRecord,
): unknown {
  const arn = `arn:aws:sts::${ctx.account}:assumed-role/${role.name}/${instance.id}`
  return makeCredentials(ctx, { arn, userId: `${role.roleId}:${instance.id}` })
}

/** Of the instance itself, by which it is known to AWS's own agents; it may do nothing with them. */
export function makeInstanceCredentials(ctx: Context, instance: InstanceRecord): unknown {
  const arn = `arn:aws:sts::${ctx.account}:assumed-role/aws:ec2-instance/${instance.id}`
  return makeCredentials(ctx, { arn, userId: `${ctx.account}:aws:ec2-instance:${instance.id}` })
}

/** The same keys until they near their end. */
function makeCredentials(
  ctx: Context,
  as: { readonly arn: string; readonly userId: string },
): unknown {
  const kept = ctx.db
    .all(accessKeys)
    .findLast((key) => key.arn === as.arn && (key.expiresAt ?? 0) - ctx.now > overlapMs)
  const issued = kept
    ? {
        AccessKeyId: kept.id,
        SecretAccessKey: kept.secret,
        SessionToken: kept.sessionToken,
        Expiration: new Date(kept.expiresAt ?? 0),
      }
    : issueTemporaryCredentials(ctx, as, lifeSeconds)
  const expiresAt = issued.Expiration?.getTime() ?? ctx.now
  return {
    Code: 'Success',
    LastUpdated: isoSeconds(expiresAt - lifeSeconds * 1000),
    Type: 'AWS-HMAC',
    AccessKeyId: issued.AccessKeyId,
    SecretAccessKey: issued.SecretAccessKey,
    Token: issued.SessionToken,
    Expiration: isoSeconds(expiresAt),
  }
}
