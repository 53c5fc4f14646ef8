import type { Alarm, PutScalingPolicyType, ScalingPolicy } from '@aws-sdk/client-auto-scaling'
import type { Context } from '../../../engine/context.ts'
import { alarmArn, alarms } from '../../cloudwatch/alarms/alarm.ts'
import { groups } from '../groups/group.ts'
import type { PolicyRecord } from './policy.ts'

/** A policy in the words in which it was put. */
export function toInput(policy: PolicyRecord): PutScalingPolicyType {
  const common = {
    AutoScalingGroupName: policy.group,
    PolicyName: policy.name,
    PolicyType: policy.type,
    Enabled: policy.enabled,
  }
  switch (policy.type) {
    case 'SimpleScaling':
      return {
        ...common,
        AdjustmentType: policy.adjustmentType,
        ScalingAdjustment: policy.amount,
        MinAdjustmentMagnitude: policy.minMagnitude,
        Cooldown: policy.cooldown,
      }
    case 'StepScaling':
      return {
        ...common,
        AdjustmentType: policy.adjustmentType,
        StepAdjustments: policy.steps.map(({ lower, upper, amount }) => ({
          MetricIntervalLowerBound: lower,
          MetricIntervalUpperBound: upper,
          ScalingAdjustment: amount,
        })),
        MinAdjustmentMagnitude: policy.minMagnitude,
        MetricAggregationType: policy.aggregation,
        EstimatedInstanceWarmup: policy.warmup,
      }
    case 'TargetTrackingScaling':
      return {
        ...common,
        TargetTrackingConfiguration: policy.configuration,
        EstimatedInstanceWarmup: policy.warmup,
      }
  }
}

export function describePolicy(
  ctx: Context,
  policy: PolicyRecord,
  watching: readonly Alarm[],
): ScalingPolicy {
  const said = toInput(policy)
  const described: ScalingPolicy = {
    ...said,
    PolicyARN: policy.id,
    StepAdjustments: said.StepAdjustments ?? [],
    Alarms: [...watching],
  }
  if (policy.type === 'SimpleScaling') {
    // Where none was said, the one that it takes: moto's tests expect it there.
    described.Cooldown ??= ctx.db.get(groups, policy.group)?.defaultCooldown
  }
  if (policy.type === 'TargetTrackingScaling') {
    const { DisableScaleIn = false, ...rest } = policy.configuration
    described.TargetTrackingConfiguration = { ...rest, DisableScaleIn }
  }
  return described
}

/** The alarms that target tracking has made. */
export function alarmsOf(ctx: Context, policy: PolicyRecord): Alarm[] {
  if (policy.type !== 'TargetTrackingScaling') return []
  return Object.values(policy.alarms).map((name) => ({
    AlarmName: name,
    AlarmARN: alarmArn(ctx, name),
  }))
}

/** The alarms of anybody that carry policies out, by the policies' ARNs. */
export function alarmsByPolicy(ctx: Context): ReadonlyMap<string, readonly Alarm[]> {
  const found = new Map<string, Alarm[]>()
  for (const alarm of ctx.db.all(alarms)) {
    const actions = [...alarm.alarmActions, ...alarm.okActions, ...alarm.insufficientDataActions]
    for (const action of new Set(actions)) {
      if (!action.includes(':scalingPolicy:')) continue
      const named = { AlarmName: alarm.id, AlarmARN: alarm.arn }
      const known = found.get(action)
      if (known) known.push(named)
      else found.set(action, [named])
    }
  }
  return found
}
