import type { StandardUnit } from '@aws-sdk/client-cloudwatch'
import type { Datapoint, MetricName } from '../../../../metrics/metric.ts'
import { together } from '../../../../metrics/statistic-sets.ts'
import { roundStart } from '../periods.ts'
import type { Statistic } from '../statistics.ts'
import type { MetricReader, QueryRange } from './query.ts'
import type { Series } from './values.ts'

/** One statistic of a metric, in periods that begin at multiples of their length. */
export function readStat(
  reader: MetricReader,
  metric: MetricName,
  statistic: Statistic,
  period: number,
  range: QueryRange,
  unit?: StandardUnit,
): Series {
  const periodMs = period * 1000
  const start = roundStart(range.fromMs, reader.now, periodMs)
  const points = reader.read(metric, {
    fromMs: Math.floor(start / periodMs) * periodMs,
    untilMs: range.untilMs,
    periodMs,
    unit,
    distributions: statistic.needsValues,
  })
  const timestamps: number[] = []
  const values: number[] = []
  for (const point of unit === undefined ? oneUnit(points) : points) {
    const value = statistic.of(point)
    if (value === undefined) continue
    timestamps.push(point.at)
    values.push(value)
  }
  const source = { ...metric, stat: statistic.name }
  return { period, label: metric.metricName, timestamps, values, source }
}

/** Data of several units is one series where no unit is asked for. */
function oneUnit(points: readonly Datapoint[]): readonly Datapoint[] {
  const first = points[0]
  if (!first || points.every(({ unit }) => unit === first.unit)) return points
  const merged: Datapoint[] = []
  for (const point of points) {
    const last = merged.at(-1)
    if (last?.at !== point.at) merged.push(point)
    else merged[merged.length - 1] = { ...last, ...together(last, point) }
  }
  return merged
}
