import type { ReadRecords } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { findAlarm } from '../../cloudwatch/alarms/alarm.ts'
import { validationError } from '../errors.ts'
import { groups, type GroupRecord } from '../groups/group.ts'
import { setDesired } from '../reconcile/set-desired.ts'
import { isCooling } from './cooldown.ts'
import { aggregate, planSimple, planStep, withinLimits } from './plan.ts'
import { policies, type PolicyRecord, type TrackingPolicyRecord } from './policy.ts'
import { track } from './tracking.ts'
import { scalingCapacity, warmupOf } from './warm-up.ts'

/**
 * An alarm that carries a policy out. CloudWatch tells of it when the alarm comes into the state that the action is for and, unlike
 * for all other actions, again at each evaluation as long as it stays there.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html#alarms-and-actions
 */
export interface FiringAlarm {
  readonly name: string
  readonly arn: string
  readonly state: 'ALARM' | 'OK' | 'INSUFFICIENT_DATA'
  /** Absent for a composite alarm. */
  readonly threshold?: number
  /** The data points of its last evaluation that are there, oldest first. */
  readonly values: readonly number[]
}

/** Whether the alarm would change anything, without a transaction: most alarms stay for long where nothing is left to do. */
export function wouldExecute(
  db: Pick<ReadRecords, 'get' | 'by'>,
  nowMs: number,
  policyArn: string,
  alarm: FiringAlarm,
): boolean {
  const policy = db.get(policies, policyArn)
  const group = policy && db.get(groups, policy.group)
  if (!policy || !group) return true
  const plan = planByAlarm(db, nowMs, policy, group, alarm)
  return plan === 'no-step' || (plan !== undefined && plan !== group.desiredCapacity)
}

/** Carries out what an alarm asks for; throws what the alarm's history tells. */
export function executePolicyByAlarm(ctx: Context, policyArn: string, alarm: FiringAlarm): void {
  const policy = ctx.db.get(policies, policyArn)
  const group = policy && ctx.db.get(groups, policy.group)
  if (!policy || !group) throw validationError(`Policy ARN not found: ${policyArn}`)
  const plan = planByAlarm(ctx.db, ctx.now, policy, group, alarm)
  if (plan === 'no-step') throw noStep(alarm.values, alarm.threshold)
  if (plan === undefined || plan === group.desiredCapacity) return
  const cause = `a monitor alarm ${alarm.name} in state ${alarm.state} triggered policy ${policy.name}`
  setDesired(ctx, group, plan, cause)
}

export function noStep(values: readonly number[], threshold: number | undefined): Error {
  const breach = (values.at(-1) ?? 0) - (threshold ?? 0)
  return validationError(
    `No step adjustment found for metric value [${values.join(', ')}] and breach delta ${breach}`,
  )
}

function planByAlarm(
  db: Pick<ReadRecords, 'get' | 'by'>,
  nowMs: number,
  policy: PolicyRecord,
  group: GroupRecord,
  alarm: FiringAlarm,
): number | 'no-step' | undefined {
  if (!policy.enabled || group.deleting || group.suspended.AlarmNotification !== undefined) {
    return undefined
  }
  if (policy.type === 'SimpleScaling') {
    return isCooling(group, nowMs) ? undefined : planSimple(policy, group)
  }
  if (policy.type === 'TargetTrackingScaling') return planTracking(db, nowMs, policy, group, alarm)
  const metric = aggregate(alarm.values, policy.aggregation)
  if (metric === undefined || alarm.threshold === undefined) return 'no-step'
  const capacity = scalingCapacity(db, group, nowMs, warmupOf(group, policy))
  return planStep(policy, group, capacity, metric - alarm.threshold)
}

function planTracking(
  db: Pick<ReadRecords, 'get' | 'by'>,
  nowMs: number,
  policy: TrackingPolicyRecord,
  group: GroupRecord,
  { name, values }: FiringAlarm,
): number | undefined {
  const side = name === policy.alarms.low ? 'low' : 'high'
  const capacity = scalingCapacity(db, group, nowMs, warmupOf(group, policy))
  const { desired } = capacity
  const target = policy.configuration.TargetValue ?? 1
  if (side === 'low' && (capacity.isWarming || !othersAgree(db, policy))) return undefined
  const base = side === 'high' ? capacity.ready : capacity.present
  const wanted = track(side, { capacity: base, desired, target, values })
  return wanted === undefined ? undefined : withinLimits(group, wanted)
}

/**
 * A group scales in only when each of its target tracking policies that may is ready to.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html#target-tracking-multiple-policies
 */
function othersAgree(
  db: Pick<ReadRecords, 'get' | 'by'>,
  { id, group }: TrackingPolicyRecord,
): boolean {
  return db.by(policies, 'group', group).every((other) => {
    if (other.id === id || other.type !== 'TargetTrackingScaling' || !other.enabled) return true
    if (other.alarms.low === undefined) return true
    return findAlarm(db, other.alarms.low)?.state.value === 'ALARM'
  })
}
