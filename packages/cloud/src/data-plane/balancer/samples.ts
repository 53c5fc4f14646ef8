import type { StandardUnit } from '@aws-sdk/client-cloudwatch'
import type { MetricDimension, MetricSample, StatisticSet } from '../../metrics/metric.ts'

export type Dimensions = MetricSample['dimensions']

export const dimension = (name: string, value: string): MetricDimension => ({ name, value })

/** Gathers samples of one namespace at one moment. */
export class Samples {
  readonly all: MetricSample[] = []
  readonly #namespace: string
  readonly #at: number

  constructor(namespace: string, at: number) {
    this.#namespace = namespace
    this.#at = at
  }

  /** A sum of so many; nothing where nothing was counted. */
  count(
    metricName: string,
    of: readonly Dimensions[],
    value: number,
    unit: StandardUnit = 'Count',
  ) {
    if (value > 0) this.value(metricName, of, value, unit)
  }

  value(
    metricName: string,
    of: readonly Dimensions[],
    value: number,
    unit: StandardUnit = 'Count',
  ) {
    this.put(metricName, of, { sum: value, count: 1, minimum: value, maximum: value }, unit)
  }

  put(metricName: string, of: readonly Dimensions[], set: StatisticSet, unit: StandardUnit): void {
    for (const dimensions of of) {
      this.all.push({
        namespace: this.#namespace,
        metricName,
        dimensions,
        at: this.#at,
        unit,
        ...set,
      })
    }
  }
}
