import type { ReadRecords } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { findAlarm } from '../../cloudwatch/alarms/alarm.ts'
import type { MetricReader } from '../../cloudwatch/metrics/math/query.ts'
import { metricReader } from '../../cloudwatch/metrics/metric-reader.ts'
import { readRange } from '../../cloudwatch/alarms/evaluate/read-range.ts'
import { validationError } from '../errors.ts'
import { groups, type GroupRecord } from '../groups/group.ts'
import { isCoolingDown, setDesired } from '../reconcile/set-desired.ts'
import { aggregate, planSimple, planStep, withinLimits } from './plan.ts'
import { policies, type PolicyRecord, type TrackingPolicyRecord } from './policy.ts'
import { track, trackedCapacity } from './tracking.ts'
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
  if (!policy || !group) return false
  const plan = planByAlarm({ db, nowMs }, policy, group, alarm)
  // What it fails with was told when it came into its state.
  return typeof plan === 'number' && plan !== group.desiredCapacity
}

/** Carries out what an alarm asks for; throws what the alarm's history tells. */
export function executePolicyByAlarm(ctx: Context, policyArn: string, alarm: FiringAlarm): void {
  const policy = ctx.db.get(policies, policyArn)
  const group = policy && ctx.db.get(groups, policy.group)
  if (!policy || !group) throw validationError(`Policy ARN not found: ${policyArn}`)
  const look = { db: ctx.db, nowMs: ctx.now, metrics: metricReader(ctx) }
  const plan = planByAlarm(look, policy, group, alarm)
  if (plan === 'no-step') throw noStep(alarm.values, alarm.threshold)
  if (plan === undefined || plan === group.desiredCapacity) return
  const cause = `a monitor alarm ${alarm.name} in state ${alarm.state} triggered policy ${policy.name}`
  setDesired(ctx, group, plan, cause, cooldownOf(policy))
}

/** Seconds; of a policy that has none of its own, the group's. */
export function cooldownOf(policy: PolicyRecord): number | undefined {
  return policy.type === 'SimpleScaling' ? policy.cooldown : undefined
}

export function noStep(values: readonly number[], threshold: number | undefined): Error {
  const breach = (values.at(-1) ?? 0) - (threshold ?? 0)
  return validationError(
    `No step adjustment found for metric value [${values.join(', ')}] and breach delta ${breach}`,
  )
}

/** The newest data point of an alarm is about so much time: who got ready within it was not measured with the others. */
const measuredMs = 60_000

/** What is looked at to plan. Without metrics it is told at once whether there may be something to do. */
interface Look {
  readonly db: Pick<ReadRecords, 'get' | 'by'>
  readonly nowMs: number
  readonly metrics?: MetricReader
}

function planByAlarm(
  look: Look,
  policy: PolicyRecord,
  group: GroupRecord,
  alarm: FiringAlarm,
): number | 'no-step' | undefined {
  const { db, nowMs } = look
  if (!policy.enabled || group.deleting || group.suspended.AlarmNotification !== undefined) {
    return undefined
  }
  if (policy.type === 'SimpleScaling') {
    return isCoolingDown({ now: nowMs }, group) ? undefined : planSimple(policy, group)
  }
  if (policy.type === 'TargetTrackingScaling') return planTracking(look, policy, group, alarm)
  const metric = aggregate(alarm.values, policy.aggregation)
  if (metric === undefined || alarm.threshold === undefined) return 'no-step'
  const capacity = scalingCapacity(db, group, nowMs - measuredMs, warmupOf(group, policy))
  return planStep(policy, group, capacity, metric - alarm.threshold)
}

function planTracking(
  look: Look,
  policy: TrackingPolicyRecord,
  group: GroupRecord,
  { name, values }: FiringAlarm,
): number | undefined {
  const { desiredCapacity: desired, minSize, maxSize } = group
  const side = name === policy.alarms.low ? 'low' : 'high'
  // Alarms stay for long where nothing is left to do.
  if (side === 'low' ? desired <= minSize : desired >= maxSize) return undefined
  const before = look.nowMs - measuredMs
  const capacity = scalingCapacity(look.db, group, before, warmupOf(group, policy))
  const target = policy.configuration.TargetValue ?? 1
  const base = side === 'high' ? capacity.ready : capacity.present
  const wanted = track(side, { capacity: base, desired, target, values })
  if (wanted === undefined) return undefined
  if (side === 'high') return withinLimits(group, wanted)
  const others = capacity.isWarming ? undefined : neededByOthers(look, policy, capacity.present)
  return others === undefined
    ? undefined
    : Math.min(desired, withinLimits(group, Math.max(wanted, others)))
}

/**
 * A group scales in only when each of its target tracking policies that may is ready to, and keeps what any of them needs; undefined
 * where one is not ready.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html#target-tracking-multiple-policies
 */
function neededByOthers(
  { db, nowMs, metrics }: Look,
  { id, group }: TrackingPolicyRecord,
  capacity: number,
): number | undefined {
  let needed = 0
  for (const other of db.by(policies, 'group', group)) {
    if (other.id === id || other.type !== 'TargetTrackingScaling' || !other.enabled) continue
    const low = other.alarms.low === undefined ? undefined : findAlarm(db, other.alarms.low)
    if (low?.type !== 'MetricAlarm') continue
    if (low.state.value !== 'ALARM') return undefined
    if (!metrics) continue
    const seen = readRange(metrics, low, nowMs).flatMap(({ value }) =>
      value === undefined ? [] : [value],
    )
    const { TargetValue: target = 1 } = other.configuration
    // Of a metric that cannot be read one knows that it is low: one instance at a time.
    const its =
      seen.length > 0 ? trackedCapacity(capacity, Math.max(...seen), target) : capacity - 1
    needed = Math.max(needed, its)
  }
  return needed
}
