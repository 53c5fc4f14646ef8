import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch'
import type { Datapoint } from '../../../../metrics/metric.ts'
import { together } from '../../../../metrics/statistic-sets.ts'
import { evaluateQueries } from '../../metrics/math/evaluate-queries.ts'
import type { MetricReader } from '../../metrics/math/query.ts'
import { findStatistic, type Statistic } from '../../metrics/statistics.ts'
import type { MetricAlarmRecord, WatchedMetric } from '../alarm.ts'
import { rangeLength, type RangePoint } from './judge.ts'

/** The periods that an alarm looks at, newest first; the newest ends at `untilMs`. */
export function readRange(
  reader: MetricReader,
  alarm: MetricAlarmRecord,
  untilMs: number,
): readonly RangePoint[] {
  const length = rangeLength(alarm)
  const periodMs = alarm.period * 1000
  const fromMs = untilMs - length * periodMs
  const span = { fromMs, untilMs, periodMs }
  const { watched, metrics } = alarm
  if (watched) return readMetric(reader, watched, span, length)
  return metrics ? readMath(reader, metrics, span, length) : []
}

interface Span {
  readonly fromMs: number
  readonly untilMs: number
  readonly periodMs: number
}

function readMetric(
  reader: MetricReader,
  watched: WatchedMetric,
  span: Span,
  length: number,
): readonly RangePoint[] {
  const { fromMs, periodMs } = span
  const statistic = statisticOf(watched)
  const found: (Datapoint | undefined)[] = []
  const distributions = statistic?.needsValues
  for (const point of reader.read(watched, { ...span, unit: watched.unit, distributions })) {
    const at = (point.at - fromMs) / periodMs
    const other = found[at]
    // Without a unit in the alarm, values of all units count.
    found[at] = other ? { ...point, ...together(other, point) } : point
  }
  return newestFirst(span, length, (index) => {
    const point = found[index]
    return point && { value: statistic?.of(point), sampleCount: point.count }
  })
}

/** Looked up once for each name. */
const statistics = new Map<string, Statistic | undefined>()

function statisticOf({ statistic, extendedStatistic }: WatchedMetric): Statistic | undefined {
  const name = statistic ?? extendedStatistic ?? ''
  if (!statistics.has(name)) statistics.set(name, findStatistic(name))
  return statistics.get(name)
}

/**
 * Expressions are evaluated for periods that begin at whole multiples of their length; the periods of an alarm end at its
 * evaluation. So they are told a time that is shifted by the difference.
 */
function readMath(
  reader: MetricReader,
  queries: readonly MetricDataQuery[],
  span: Span,
  length: number,
): readonly RangePoint[] {
  const { fromMs, untilMs, periodMs } = span
  const shiftMs = (periodMs - (fromMs % periodMs)) % periodMs
  const shifted: MetricReader = {
    ...reader,
    now: reader.now + shiftMs,
    read: (metric, range) =>
      reader
        .read(metric, {
          ...range,
          fromMs: range.fromMs - shiftMs,
          untilMs: range.untilMs - shiftMs,
        })
        .map((point) => ({ ...point, at: point.at + shiftMs })),
  }
  const range = { fromMs: fromMs + shiftMs, untilMs: untilMs + shiftMs }
  const result = evaluateQueries(shifted, queries, range).find(({ returned }) => returned)
  const values = new Map(
    result?.timestamps.map((at, index) => [at - shiftMs, result.values[index]]),
  )
  return newestFirst(span, length, (index) => ({ value: values.get(fromMs + index * periodMs) }))
}

function newestFirst(
  { fromMs, periodMs }: Span,
  length: number,
  seen: (index: number) => Omit<RangePoint, 'at'> | undefined,
): readonly RangePoint[] {
  const points: RangePoint[] = []
  for (let index = length - 1; index >= 0; index -= 1) {
    points.push({ at: fromMs + index * periodMs, ...seen(index) })
  }
  return points
}
