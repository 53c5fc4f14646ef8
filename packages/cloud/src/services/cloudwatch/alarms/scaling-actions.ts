import type { ReadRecords } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import {
  executePolicyByAlarm,
  wouldExecute,
  type FiringAlarm,
} from '../../auto-scaling/policies/execute-policy.ts'
import type { AlarmRecord } from './alarm.ts'

/** `arn:aws:autoscaling:<region>:<account>:scalingPolicy:<uuid>:autoScalingGroupName/<group>:policyName/<name>` */
export const isScalingPolicy = (action: string): boolean =>
  /^arn:aws:autoscaling:[^:]*:[^:]*:scalingPolicy:/.test(action)

/** Has a scaling policy carried out; throws why it cannot be. `values`: the datapoints that made the alarm, oldest first. */
export function carryOutPolicy(
  ctx: Context,
  alarm: AlarmRecord,
  action: string,
  values: readonly number[] = recentValues(alarm),
): void {
  executePolicyByAlarm(ctx, action, firing(alarm, values))
}

/** Whether carrying it out would change anything. */
export function wouldCarryOut(
  db: ReadRecords,
  now: number,
  alarm: AlarmRecord,
  action: string,
  values: readonly number[],
): boolean {
  return wouldExecute(db, now, action, firing(alarm, values))
}

function firing(alarm: AlarmRecord, values: readonly number[]): FiringAlarm {
  return {
    name: alarm.id,
    arn: alarm.arn,
    state: alarm.state.value,
    ...(alarm.type === 'MetricAlarm' && { threshold: alarm.threshold }),
    values,
  }
}

/** Those that the state's data tells of. */
function recentValues({ state }: AlarmRecord): readonly number[] {
  try {
    const data: unknown = JSON.parse(state.reasonData ?? '{}')
    const values: unknown =
      typeof data === 'object' && data !== null ? Reflect.get(data, 'recentDatapoints') : undefined
    return Array.isArray(values) ? values.filter((each) => typeof each === 'number') : []
  } catch {
    // What SetAlarmState was given.
    return []
  }
}
