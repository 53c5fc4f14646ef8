import type { GetSessionTokenCommandInput, GetSessionTokenCommandOutput } from '@aws-sdk/client-sts'
import { operation } from '../../engine/operation.ts'
import { accessKeys } from '../iam/users/access-key.ts'
import { accountRoot } from './caller.ts'
import { issueTemporaryCredentials } from './temporary-credentials.ts'

/**
 * Temporary credentials of the caller.
 * @differs There is no MFA.
 */
export const GetSessionToken = operation<
  GetSessionTokenCommandInput,
  Omit<GetSessionTokenCommandOutput, '$metadata'>
>('GetSessionToken', (ctx, input) => {
  const key = ctx.db.all(accessKeys).findLast((issued) => issued.arn === ctx.caller)
  const root = accountRoot(ctx.account)
  const as = key ? { arn: key.arn, userId: key.userId } : { arn: root.Arn, userId: root.UserId }
  return { Credentials: issueTemporaryCredentials(ctx, as, input.DurationSeconds ?? 43_200) }
})
