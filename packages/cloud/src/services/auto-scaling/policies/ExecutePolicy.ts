import type { ExecutePolicyType } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { validationError } from '../errors.ts'
import { activityInProgress } from '../groups/busy.ts'
import { findGroup } from '../groups/find-group.ts'
import { isCoolingDown, setDesired } from '../reconcile/set-desired.ts'
import { cooldownOf, noStep } from './execute-policy.ts'
import { findPolicy } from './find-policy.ts'
import { planSimple, planStep } from './plan.ts'
import { scalingCapacity, warmupOf } from './warm-up.ts'

/**
 * Carries a policy out, as an alarm would; a step policy as at the metric and the threshold that are given.
 * @differs A name that one group alone has needs no group beside it.
 */
export const ExecutePolicy = operation<ExecutePolicyType, object>('ExecutePolicy', (ctx, input) => {
  const policy = findPolicy(ctx, { group: input.AutoScalingGroupName, policy: input.PolicyName })
  const group = findGroup(ctx, policy.group)
  const cause = `a user request executed policy ${policy.name}`
  const { MetricValue: metric, BreachThreshold: threshold, HonorCooldown: honors = false } = input
  if (policy.type === 'TargetTrackingScaling') {
    throw validationError('TargetTrackingScaling policies cannot be executed')
  }
  if (policy.type === 'SimpleScaling') {
    if (honors && isCoolingDown(ctx, group)) throw activityInProgress(ctx, group)
    setDesired(ctx, group, planSimple(policy, group), cause, cooldownOf(policy))
    return {}
  }
  if (metric === undefined || threshold === undefined) {
    throw validationError(
      'MetricValue and BreachThreshold must be specified for a StepScaling policy',
    )
  }
  if (input.HonorCooldown !== undefined) {
    throw validationError('HonorCooldown is not supported for a StepScaling policy')
  }
  const capacity = scalingCapacity(ctx.db, group, ctx.now, warmupOf(group, policy))
  const wanted = planStep(policy, group, capacity, metric - threshold)
  if (wanted === 'no-step') throw noStep([metric], threshold)
  if (wanted !== undefined) setDesired(ctx, group, wanted, cause)
  return {}
})
