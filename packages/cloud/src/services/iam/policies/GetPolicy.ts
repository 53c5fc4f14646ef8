import type { GetPolicyCommandInput, GetPolicyCommandOutput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { attachmentsOf } from '../attachments.ts'
import { findPolicy, toPolicy } from './policy.ts'

export const GetPolicy = operation<
  GetPolicyCommandInput,
  Omit<GetPolicyCommandOutput, '$metadata'>
>('GetPolicy', (ctx, input) => {
  const policy = findPolicy(ctx.db, input.PolicyArn ?? '')
  return { Policy: toPolicy(policy, attachmentsOf(ctx.db, policy.id), true) }
})
