import type { AssumeRoleCommandInput, AssumeRoleCommandOutput } from '@aws-sdk/client-sts'
import type { Context } from '../../engine/context.ts'
import { operation } from '../../engine/operation.ts'
import { AwsError } from '../../errors.ts'
import { nameKey } from '../iam/names.ts'
import { roles } from '../iam/roles/role.ts'
import { accessKeys } from '../iam/users/access-key.ts'
import { packedSize, readSession } from './session-policies.ts'
import { issueTemporaryCredentials } from './temporary-credentials.ts'

/**
 * Temporary credentials of a role of this account or another, which this cloud honours until they expire.
 * @differs The trust policy is judged where access control is on (docs/iam.md).
 */
export const AssumeRole = operation<
  AssumeRoleCommandInput,
  Omit<AssumeRoleCommandOutput, '$metadata'>
>('AssumeRole', (ctx, input) => {
  const arn = input.RoleArn ?? ''
  const account = arn.split(':')[4] ?? ''
  const db = account === ctx.account ? ctx.db : ctx.inAccount(account, ctx.region)
  const role = db?.get(roles, nameKey(arn.slice(arn.lastIndexOf('/') + 1)))
  // As AWS: a role that does not exist is not told from one that may not be assumed.
  if (!db || role?.arn !== arn) {
    throw new AwsError(
      'AccessDenied',
      `User: ${ctx.caller} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
      403,
    )
  }
  const seconds = input.DurationSeconds ?? 3600
  const isChained = ctx.caller.includes(':assumed-role/')
  if (isChained && seconds > 3600) {
    throw new AwsError(
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    )
  }
  if (seconds > role.maxSessionDuration) {
    throw new AwsError(
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    )
  }
  const name = input.RoleSessionName ?? ''
  const user = {
    AssumedRoleId: `${role.roleId}:${name}`,
    Arn: `arn:aws:sts::${account}:assumed-role/${role.name}/${name}`,
  }
  const own = readSession(db, input)
  const handedOn = isChained ? transitiveTags(ctx) : []
  const transitiveTagKeys = [...(input.TransitiveTagKeys ?? []), ...handedOn.map(({ Key }) => Key)]
  const session = {
    ...own,
    tags: [...own.tags, ...handedOn],
    transitiveTagKeys,
    ...(input.SourceIdentity !== undefined && { sourceIdentity: input.SourceIdentity }),
  }
  const Credentials = issueTemporaryCredentials(
    { now: ctx.now, chance: ctx.chance, account, db },
    { arn: user.Arn, userId: user.AssumedRoleId, session },
    seconds,
  )
  return {
    Credentials,
    AssumedRoleUser: user,
    PackedPolicySize: packedSize(input),
    SourceIdentity: input.SourceIdentity,
  }
})

/** What the session that calls hands on to the next. */
function transitiveTags(ctx: Context): readonly { readonly Key: string; readonly Value: string }[] {
  const session = ctx.db.all(accessKeys).findLast(({ arn }) => arn === ctx.caller)?.session
  return session?.tags.filter(({ Key }) => session.transitiveTagKeys.includes(Key)) ?? []
}
