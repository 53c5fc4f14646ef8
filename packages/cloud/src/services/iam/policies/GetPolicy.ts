import type { GetPolicyCommandInput, GetPolicyCommandOutput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { countedPolicy } from '../attachments.ts'
import { findPolicy } from './policy.ts'

/**
 * A managed policy, the account's or AWS's.
 * @differs AWS's policies are those that courses name.
 */
export const GetPolicy = operation<
  GetPolicyCommandInput,
  Omit<GetPolicyCommandOutput, '$metadata'>
>('GetPolicy', (ctx, input) => {
  const policy = findPolicy(ctx.db, input.PolicyArn ?? '')
  return { Policy: countedPolicy(ctx.db, policy, true) }
})
