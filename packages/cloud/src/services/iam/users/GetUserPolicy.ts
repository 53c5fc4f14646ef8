import type { GetUserPolicyCommandInput, GetUserPolicyCommandOutput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { inlineDocument } from '../policies/holder.ts'
import { findUser } from './user.ts'

/** An inline policy of a user. */
export const GetUserPolicy = operation<
  GetUserPolicyCommandInput,
  Omit<GetUserPolicyCommandOutput, '$metadata'>
>('GetUserPolicy', (ctx, input) => {
  const user = findUser(ctx.db, input.UserName)
  const document = inlineDocument(user, input.PolicyName, 'user')
  return { UserName: user.name, PolicyName: input.PolicyName, PolicyDocument: document }
})
