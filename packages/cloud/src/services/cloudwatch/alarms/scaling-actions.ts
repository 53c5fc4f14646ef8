import type { ReadRecords } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import type { AlarmRecord } from './alarm.ts'

/** `arn:aws:autoscaling:<region>:<account>:scalingPolicy:<uuid>:autoScalingGroupName/<group>:policyName/<name>` */
export const isScalingPolicy = (action: string): boolean =>
  /^arn:aws:autoscaling:[^:]*:[^:]*:scalingPolicy:/.test(action)

/** Has a scaling policy carried out; throws why it cannot be. `values`: the datapoints that made the alarm, oldest first. */
export function carryOutPolicy(
  _ctx: Context,
  _alarm: AlarmRecord,
  action: string,
  _values: readonly number[] = [],
): void {
  throw new AwsError('ValidationError', `Policy ARN not found: ${action}`)
}

/** Whether carrying it out would change anything. */
export function wouldCarryOut(
  _db: ReadRecords,
  _now: number,
  _alarm: AlarmRecord,
  _action: string,
  _values: readonly number[],
): boolean {
  return false
}
