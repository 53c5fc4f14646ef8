import type { AssumeRoleCommandInput, AssumeRoleCommandOutput } from '@aws-sdk/client-sts'
import { operation } from '../../engine/operation.ts'
import { AwsError } from '../../errors.ts'
import { roles } from '../iam/roles/role.ts'
import { issueTemporaryCredentials } from './temporary-credentials.ts'

/**
 * Temporary credentials of a role, which this cloud honours until they expire.
 * @differs The trust policy is not evaluated yet.
 */
export const AssumeRole = operation<
  AssumeRoleCommandInput,
  Omit<AssumeRoleCommandOutput, '$metadata'>
>('AssumeRole', (ctx, input) => {
  const arn = input.RoleArn ?? ''
  const role = ctx.db.all(roles).find((candidate) => candidate.arn === arn)
  // As AWS: a role that does not exist is not told from one that may not be assumed.
  if (!role) {
    throw new AwsError(
      'AccessDenied',
      `User: ${ctx.caller} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
      403,
    )
  }
  const seconds = input.DurationSeconds ?? 3600
  if (seconds > role.maxSessionDuration) {
    throw new AwsError(
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    )
  }
  const session = input.RoleSessionName ?? ''
  const user = {
    AssumedRoleId: `${role.roleId}:${session}`,
    Arn: `arn:aws:sts::${ctx.account}:assumed-role/${role.name}/${session}`,
  }
  const Credentials = issueTemporaryCredentials(
    ctx,
    { arn: user.Arn, userId: user.AssumedRoleId },
    seconds,
  )
  return { Credentials, AssumedRoleUser: user, PackedPolicySize: input.Policy ? 1 : undefined }
})
