import type { StandardUnit } from '@aws-sdk/client-cloudwatch'
import type { Datapoint, MetricName } from '../../../../metrics/metric.ts'
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

/** Which unit is taken where none is asked for: as LocalStack's tests saw AWS do (`test_get_metric_data_different_units_no_unit_in_query`). */
const order: readonly StandardUnit[] = [
  'Megabits',
  'Terabits',
  'Gigabits',
  'Count',
  'Bytes',
  'Gigabytes',
  'Gigabytes/Second',
  'Kilobytes',
  'Kilobits/Second',
  'Terabytes',
  'Terabits/Second',
  'Bytes/Second',
  'Percent',
  'Megabytes',
  'Megabits/Second',
  'Milliseconds',
  'Microseconds',
  'Kilobytes/Second',
  'Gigabits/Second',
  'Megabytes/Second',
  'Bits',
  'Bits/Second',
  'Count/Second',
  'Seconds',
  'Kilobits',
  'Terabytes/Second',
  'None',
]

function oneUnit(points: readonly Datapoint[]): readonly Datapoint[] {
  const units = new Set(points.map(({ unit }) => unit))
  if (units.size < 2) return points
  const taken = order.find((each) => units.has(each))
  return points.filter(({ unit }) => unit === taken)
}
