import type { StateValue } from '@aws-sdk/client-cloudwatch'
import type { AlarmComparison, AlarmJudgement, MissingData } from '../alarm.ts'

/** One period of the evaluation range. */
export interface RangePoint {
  /** Begin of the period, ms since the epoch. */
  readonly at: number
  /** Absent: no data. */
  readonly value?: number | undefined
  readonly sampleCount?: number
}

export interface Verdict {
  /** Absent: the alarm stays as it is. */
  readonly value: StateValue | undefined
  /** Points with data that were judged, newest first. */
  readonly used: readonly RangePoint[]
  readonly breaching: readonly RangePoint[]
  /** How many periods without data were filled in. */
  readonly filled: number
}

/**
 * How many periods further back than its evaluation periods an alarm looks for data. AWS's own number depends on period and
 * resolution and is not told; its documented examples look two further back.
 */
const furtherBack = 2

export const rangeLength = ({ evaluationPeriods }: AlarmJudgement): number =>
  evaluationPeriods + furtherBack

/**
 * The state that an evaluation range leads to, newest point first.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function judge(
  range: readonly RangePoint[],
  alarm: AlarmJudgement,
  treatMissing: MissingData = alarm.treatMissingData ?? 'missing',
): Verdict {
  const { evaluationPeriods: periods, datapointsToAlarm: needed = periods } = alarm
  const breaches = comparisons[alarm.comparisonOperator]
  const used = range.filter(({ value }) => value !== undefined).slice(0, periods)
  const breaching = used.filter(({ value = 0 }) => breaches(value, alarm.threshold))
  const filled = periods - used.length
  const facts = { used, breaching, filled }
  const verdict = (value: StateValue | undefined): Verdict => ({ value, ...facts })
  if (treatMissing === 'breaching' && breaching.length + filled >= needed) return verdict('ALARM')
  if (breaching.length >= needed) return verdict('ALARM')
  if (filled === 0 || treatMissing === 'breaching' || treatMissing === 'notBreaching') {
    return verdict('OK')
  }
  if (used.length === 0) return verdict(treatMissing === 'ignore' ? undefined : 'INSUFFICIENT_DATA')
  if (breaching.length < used.length) return verdict('OK')
  // All that is known breaches, but it is less than what is needed.
  if (treatMissing === 'ignore') return verdict(undefined)
  const oldest = range.findLastIndex(({ value }) => value !== undefined)
  return verdict(oldest + 1 >= needed ? 'ALARM' : 'OK')
}

const comparisons: Readonly<
  Record<AlarmComparison, (value: number, threshold: number) => boolean>
> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
}
