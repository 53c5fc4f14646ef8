import type { GroupRecord } from '../groups/group.ts'
import { adjusted, type Adjustment } from './adjustment.ts'
import type { MetricAggregation, SimplePolicyRecord, StepPolicyRecord } from './policy.ts'
import { stepFor } from './steps.ts'
import type { ScalingCapacity } from './warm-up.ts'

/** Within the group's limits. */
export function withinLimits({ minSize, maxSize }: GroupRecord, capacity: number): number {
  return Math.min(maxSize, Math.max(minSize, capacity))
}

/** The capacity that a simple policy asks for. */
export function planSimple(policy: SimplePolicyRecord, group: GroupRecord): number {
  return withinLimits(group, adjusted(group.desiredCapacity, adjustmentOf(policy, policy.amount)))
}

function adjustmentOf(
  { adjustmentType, minMagnitude }: SimplePolicyRecord | StepPolicyRecord,
  amount: number,
): Adjustment {
  return { type: adjustmentType, amount, least: minMagnitude }
}

/** What a step policy asks for at a metric, which has its step; undefined where there is nothing to do. */
export function planStep(
  policy: StepPolicyRecord,
  group: GroupRecord,
  capacity: ScalingCapacity,
  breach: number,
): number | 'no-step' | undefined {
  const step = stepFor(policy.steps, breach)
  if (!step) return 'no-step'
  const adjustment = adjustmentOf(policy, step.amount)
  const { desired } = capacity
  const growing = withinLimits(group, adjusted(capacity.ready, adjustment))
  if (growing > desired) return growing
  const shrinking = withinLimits(group, adjusted(capacity.present, adjustment))
  // Scaling in waits until scaling out is done.
  return shrinking < desired && !capacity.isWarming ? shrinking : undefined
}

/** One value of those that made the alarm. */
export function aggregate(
  values: readonly number[],
  aggregation: MetricAggregation,
): number | undefined {
  if (values.length === 0) return undefined
  if (aggregation === 'Minimum') return Math.min(...values)
  if (aggregation === 'Maximum') return Math.max(...values)
  return values.reduce((sum, each) => sum + each, 0) / values.length
}
