import type {
  GetAccessKeyLastUsedCommandInput,
  GetAccessKeyLastUsedCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { accessKeys } from './access-key.ts'
import { users } from './user.ts'

/**
 * Whose key it is.
 * @differs Uses are not recorded: the answer is that of a key that was never used.
 */
export const GetAccessKeyLastUsed = operation<
  GetAccessKeyLastUsedCommandInput,
  Omit<GetAccessKeyLastUsedCommandOutput, '$metadata'>
>('GetAccessKeyLastUsed', (ctx, input) => {
  const key = ctx.db.get(accessKeys, input.AccessKeyId ?? '')
  const user = key?.user === undefined ? undefined : ctx.db.get(users, key.user)
  if (!user)
    throw new AwsError(
      'AccessDenied',
      `User: ${ctx.caller} is not authorized to perform: iam:GetAccessKeyLastUsed on resource: access key ${input.AccessKeyId}`,
      403,
    )
  // Uses are not recorded: the answer is the one for a key that was never used.
  return {
    UserName: user.name,
    AccessKeyLastUsed: { LastUsedDate: undefined, ServiceName: 'N/A', Region: 'N/A' },
  }
})
