import type { StandardUnit } from '@aws-sdk/client-cloudwatch'
import type { MetricDimension, MetricSample } from '../../../metrics/metric.ts'

interface Total {
  readonly metricName: string
  readonly unit: StandardUnit
  readonly at: number
  readonly dimensions: readonly MetricDimension[]
  readonly values: number[]
}

/** Values of several instances as one metric: of a group, an image, a type. */
export class Totals {
  readonly #totals = new Map<readonly MetricDimension[], Map<string, Total>>()

  /** `dimensions` are told apart by identity. */
  add(
    dimensions: readonly MetricDimension[],
    metricName: string,
    at: number,
    value: number,
    unit: StandardUnit,
  ): void {
    let byName = this.#totals.get(dimensions)
    if (!byName) this.#totals.set(dimensions, (byName = new Map()))
    const key = `${metricName} ${at}`
    const total = byName.get(key)
    if (total) total.values.push(value)
    else byName.set(key, { metricName, unit, at, dimensions, values: [value] })
  }

  addTo(samples: MetricSample[]): void {
    for (const byName of this.#totals.values()) {
      for (const total of byName.values()) samples.push(sampleOfTotal(total))
    }
  }
}

function sampleOfTotal({ values, ...name }: Total): MetricSample {
  const sorted = values.toSorted((a, b) => a - b)
  const minimum = sorted[0] ?? 0
  const maximum = sorted.at(-1) ?? 0
  let sum = 0
  const distinct: number[] = []
  const counts: number[] = []
  for (const value of sorted) {
    sum += value
    const last = distinct.length - 1
    if (distinct[last] === value) counts[last] = (counts[last] ?? 0) + 1
    else {
      distinct.push(value)
      counts.push(1)
    }
  }
  const { metricName, unit, at, dimensions } = name
  return {
    namespace: 'AWS/EC2',
    metricName,
    dimensions,
    at,
    unit,
    sum,
    count: values.length,
    minimum,
    maximum,
    ...(minimum !== maximum && { distribution: { values: distinct, counts } }),
  }
}
