import type { PutLifecycleHookType } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { findLivingGroup } from '../groups/find-group.ts'
import { putHook } from './put-hook.ts'

/**
 * Lets instances wait on their way into a group or out of it, until somebody says that they can go on or time is up.
 * @limits 50 hooks for each group.
 * @differs Nothing is sent to the notification target: there is no SNS, SQS or EventBridge. It is kept with the group.
 */
export const PutLifecycleHook = operation<PutLifecycleHookType, object>(
  'PutLifecycleHook',
  (ctx, input) => {
    putHook(ctx, findLivingGroup(ctx, input.AutoScalingGroupName), input)
    return {}
  },
)
