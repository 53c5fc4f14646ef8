import type { DeletePolicyType } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { findPolicy } from './find-policy.ts'
import { dropPolicy } from './tracking-alarms.ts'

/**
 * Deletes a scaling policy, and the alarms that target tracking has made for it; others keep their action.
 * @differs A name that one group alone has needs no group beside it.
 */
export const DeletePolicy = operation<DeletePolicyType, object>('DeletePolicy', (ctx, input) => {
  const policy = findPolicy(ctx, { group: input.AutoScalingGroupName, policy: input.PolicyName })
  dropPolicy(ctx, policy)
  return {}
})
