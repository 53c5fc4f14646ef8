import type { Datapoint, MetricPlace, MetricStore } from '../../../../metrics/metric.ts'
import { together } from '../../../../metrics/statistic-sets.ts'
import type { MetricAlarmRecord, WatchedMetric } from '../alarm.ts'
import { rangeLength, type RangePoint } from './judge.ts'

/** The periods that an alarm looks at, newest first; the newest ends at `untilMs`. */
export function readRange(
  metrics: Pick<MetricStore, 'read'>,
  place: MetricPlace,
  alarm: MetricAlarmRecord,
  untilMs: number,
): RangePoint[] {
  const length = rangeLength(alarm)
  const periodMs = alarm.period * 1000
  const fromMs = untilMs - length * periodMs
  const found: (Datapoint | undefined)[] = []
  if (alarm.watched) {
    const range = { fromMs, untilMs, periodMs, unit: alarm.watched.unit }
    for (const point of metrics.read(place, alarm.watched, range)) {
      const at = (point.at - fromMs) / periodMs
      const other = found[at]
      // Without a unit in the alarm, values of all units count.
      found[at] = other ? { ...point, ...together(other, point) } : point
    }
  }
  const points: RangePoint[] = []
  for (let index = length - 1; index >= 0; index -= 1) {
    const at = fromMs + index * periodMs
    const point = found[index]
    points.push(
      point && alarm.watched
        ? { at, value: valueOf(point, alarm.watched), sampleCount: point.count }
        : { at },
    )
  }
  return points
}

function valueOf(point: Datapoint, { statistic }: WatchedMetric): number | undefined {
  switch (statistic) {
    case 'Average':
      return point.sum / point.count
    case 'Sum':
      return point.sum
    case 'Minimum':
      return point.minimum
    case 'Maximum':
      return point.maximum
    case 'SampleCount':
      return point.count
    case undefined:
      return undefined
  }
}
