import type { AlarmComparison, AlarmState, MetricAlarmRecord } from '../alarm.ts'
import { doubleText, isoOffset, reasonTime } from '../time-text.ts'
import type { RangePoint, Verdict } from './judge.ts'

/** From so many datapoints on, the newest of them are named behind the sentence. */
const namedBehind = 5

/** `StateReason` and `StateReasonData` of what an evaluation came to, in CloudWatch's words. */
export function explain(
  alarm: MetricAlarmRecord,
  range: readonly RangePoint[],
  verdict: Verdict,
  now: number,
): Pick<AlarmState, 'reason' | 'reasonData'> {
  return { reason: reasonOf(alarm, verdict), reasonData: dataOf(alarm, range, verdict, now) }
}

function reasonOf(alarm: MetricAlarmRecord, verdict: Verdict): string {
  const { evaluationPeriods: periods } = alarm
  if (verdict.value === 'INSUFFICIENT_DATA') {
    return `Insufficient Data: ${counted(periods, 'datapoint')} ${was(periods)} unknown.`
  }
  const missing = missingOf(alarm, verdict)
  if (verdict.used.length === 0) {
    return `Threshold Crossed: no datapoints were received for ${counted(periods, 'period')} and ${missing}.`
  }
  const crossed = verdict.value === 'ALARM'
  const points = crossed ? verdict.breaching : holding(verdict)
  const needed = neededFor(alarm, crossed)
  if (points.length === 0 && missing !== '') return `Threshold Crossed: ${missing}${needed}.`
  // Breaching, but too few of them: the alarm is OK for want of more.
  const told = points.length > 0 ? points : verdict.breaching
  const not = told === verdict.breaching ? '' : 'not '
  const many = told.length >= namedBehind
  const outOf = alarm.datapointsToAlarm === undefined ? '' : ` out of the last ${periods}`
  const noun = outOf === '' && told.length === 1 ? 'datapoint' : 'datapoints'
  const list = `[${told
    .slice(0, namedBehind)
    .map(({ at, value = 0 }) => `${doubleText(value)} (${reasonTime(at)})`)
    .join(', ')}]`
  const subject = `${told.length}${outOf} ${noun}${many ? '' : ` ${list}`}`
  const threshold = `the threshold (${doubleText(alarm.threshold)})`
  const sentence = `${subject} ${was(told.length)} ${not}${words[alarm.comparisonOperator]} ${threshold}`
  const behind = many
    ? `. The most recent datapoints which ${not === '' ? 'crossed' : 'did not cross'} the threshold: ${list}`
    : ''
  return `Threshold Crossed: ${sentence}${missing === '' ? '' : ` and ${missing}`}${behind}${needed}.`
}

const words: Readonly<Record<AlarmComparison, string>> = {
  GreaterThanThreshold: 'greater than',
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
}

function holding({ used, breaching }: Verdict): readonly RangePoint[] {
  return used.filter((point) => !breaching.includes(point))
}

/** Of alarms that say how many of the last datapoints it takes. */
function neededFor(alarm: MetricAlarmRecord, crossed: boolean): string {
  const { datapointsToAlarm: needed, evaluationPeriods: periods } = alarm
  if (needed === undefined) return ''
  if (crossed) return ` (minimum ${counted(needed, 'datapoint')} for OK -> ALARM transition)`
  return ` (minimum ${counted(periods - needed + 1, 'datapoint')} for ALARM -> OK transition)`
}

function missingOf({ treatMissingData }: MetricAlarmRecord, { filled }: Verdict): string {
  const kind = filled > 0 ? treatments[treatMissingData ?? 'missing'] : undefined
  if (kind === undefined) return ''
  return `${filled} missing ${filled === 1 ? 'datapoint' : 'datapoints'} ${was(filled)} treated as [${kind}]`
}

const treatments = {
  breaching: 'Breaching',
  notBreaching: 'NonBreaching',
  ignore: undefined,
  missing: undefined,
} as const

function dataOf(
  alarm: MetricAlarmRecord,
  range: readonly RangePoint[],
  { used }: Verdict,
  now: number,
): string {
  const { watched, evaluationPeriods } = alarm
  const oldest = used.at(-1)
  const statistic = watched?.statistic ?? watched?.extendedStatistic
  const evaluated = used.length > 0 ? used : range.slice(0, evaluationPeriods)
  // By hand, for its numbers are written as doubles.
  return `{${[
    `"version":"1.0"`,
    `"queryDate":"${isoOffset(now)}"`,
    ...(oldest ? [`"startDate":"${isoOffset(oldest.at)}"`] : []),
    ...(watched?.unit === undefined ? [] : [`"unit":"${watched.unit}"`]),
    ...(statistic === undefined ? [] : [`"statistic":"${statistic}"`]),
    `"period":${alarm.period}`,
    `"recentDatapoints":[${used
      .toReversed()
      .map(({ value = 0 }) => doubleText(value))
      .join(',')}]`,
    `"threshold":${doubleText(alarm.threshold)}`,
    `"evaluatedDatapoints":[${evaluated.map(pointData).join(',')}]`,
  ].join(',')}}`
}

function pointData({ at, value, sampleCount }: RangePoint): string {
  return `{${[
    `"timestamp":"${isoOffset(at)}"`,
    ...(sampleCount === undefined ? [] : [`"sampleCount":${doubleText(sampleCount)}`]),
    ...(value === undefined ? [] : [`"value":${doubleText(value)}`]),
  ].join(',')}}`
}

const counted = (count: number, noun: string): string =>
  `${count} ${count === 1 ? noun : `${noun}s`}`

const was = (count: number): string => (count === 1 ? 'was' : 'were')
