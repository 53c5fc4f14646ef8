import type { ReadRecords } from '../../../../engine/collection.ts'
import type { Context } from '../../../../engine/context.ts'
import { AwsError } from '../../../../errors.ts'
import type { MetricReader } from '../../metrics/math/query.ts'
import {
  alarms,
  findAlarm,
  type AlarmRecord,
  type MetricAlarmRecord,
  type NewState,
} from '../alarm.ts'
import { actionsOf } from '../run-actions.ts'
import { carryOutPolicy, isScalingPolicy, wouldCarryOut } from '../scaling-actions.ts'
import { enterAlarmState } from '../transition.ts'
import { judge, type RangePoint, type Verdict } from './judge.ts'
import { readRange } from './read-range.ts'
import { explain } from './state-reason.ts'

/** Something that an evaluation leads to. */
export interface Outcome {
  readonly alarm: MetricAlarmRecord
  /** Absent where the state stays. */
  readonly next?: NewState
  /** Scaling policies to be carried out again. */
  readonly policies: readonly string[]
  /** Of the datapoints that were judged, oldest first. */
  readonly values: readonly number[]
}

export interface EvaluationParts {
  readonly db: ReadRecords
  /** Its present is a whole multiple of ten seconds. */
  readonly reader: MetricReader
}

/** Evaluates the metric alarms of a Region that are due; reads alone. What comes of it is to be carried out in transactions. */
export function evaluateAlarms(parts: EvaluationParts): readonly Outcome[] {
  const outcomes: Outcome[] = []
  for (const alarm of parts.db.all(alarms)) {
    if (alarm.type !== 'MetricAlarm' || !isDue(alarm, parts.reader.now)) continue
    const outcome = evaluate(parts, alarm)
    if (outcome) outcomes.push(outcome)
  }
  return outcomes
}

/** In a transaction of its own. */
export function carryOut(ctx: Context, { alarm, next, policies, values }: Outcome): void {
  if (next) {
    enterAlarmState(ctx, alarm.id, next)
    return
  }
  const present = findAlarm(ctx.db, alarm.id)
  if (present) for (const policy of policies) repeat(ctx, present, policy, values)
}

/** Why it cannot be done, the history has told once. */
function repeat(ctx: Context, alarm: AlarmRecord, policy: string, values: readonly number[]): void {
  try {
    carryOutPolicy(ctx, alarm, policy, values)
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
  }
}

const minuteMs = 60_000
const hourMs = 3_600_000
const dayS = 86_400

export const isHighResolution = ({ period }: MetricAlarmRecord): boolean => period < 60

/**
 * Every minute; every ten seconds those of high resolution, every hour those that look back for more than a day.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 */
function isDue(alarm: MetricAlarmRecord, now: number): boolean {
  if (isHighResolution(alarm)) return true
  const everyMs = alarm.period * alarm.evaluationPeriods > dayS ? hourMs : minuteMs
  return now % everyMs === 0
}

function evaluate(parts: EvaluationParts, alarm: MetricAlarmRecord): Outcome | undefined {
  const range = rangeOf(parts.reader, alarm)
  const verdict = verdictOn(alarm, range)
  const { value } = verdict
  const turned = value !== undefined && value !== alarm.state.value
  const values = (): number[] => verdict.used.map(({ value: each = 0 }) => each).toReversed()
  if (turned) {
    const next = { value, ...explain(alarm, range, verdict, parts.reader.now) }
    return { alarm, next, policies: [], values: values() }
  }
  const policies = repeated(parts, alarm, values)
  return policies.length > 0 ? { alarm, policies, values: values() } : undefined
}

/** An expression that cannot be evaluated, dividing by an array say, gives no data. */
function rangeOf(reader: MetricReader, alarm: MetricAlarmRecord): readonly RangePoint[] {
  try {
    return readRange(reader, alarm, reader.now)
  } catch (error) {
    if (error instanceof AwsError) return []
    throw error
  }
}

/** Metrics of DynamoDB have their own rule: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html */
function verdictOn(alarm: MetricAlarmRecord, range: readonly RangePoint[]): Verdict {
  const verdict = judge(
    range,
    alarm,
    alarm.watched?.namespace === 'AWS/DynamoDB' ? 'ignore' : alarm.treatMissingData,
  )
  return hasTooFewSamples(alarm, verdict) ? { ...verdict, value: undefined } : verdict
}

/** Of percentiles that are not to be judged by a few samples: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/percentiles-with-low-samples.html */
function hasTooFewSamples(alarm: MetricAlarmRecord, { used }: Verdict): boolean {
  if (alarm.evaluateLowSampleCountPercentile !== 'ignore') return false
  const percentile = Number(/^p([\d.]+)$/.exec(alarm.watched?.extendedStatistic ?? '')?.[1]) / 100
  if (!(percentile > 0 && percentile < 1)) return false
  const needed = 10 / (percentile < 0.5 ? percentile : 1 - percentile)
  return used.some(({ sampleCount = 0 }) => sampleCount < needed)
}

/** Scaling policies alone go on being carried out while an alarm stays in its state. */
function repeated(
  { db, reader: { now } }: EvaluationParts,
  alarm: MetricAlarmRecord,
  values: () => number[],
): readonly string[] {
  if (!alarm.actionsEnabled || now % minuteMs !== 0) return []
  const actions = actionsOf(alarm, alarm.state.value)
  if (!actions.some(isScalingPolicy)) return []
  const seen = values()
  return actions.filter(
    (action) => isScalingPolicy(action) && wouldCarryOut(db, now, alarm, action, seen),
  )
}
