import type { StandardUnit } from '@aws-sdk/client-cloudwatch'
import type { Distribution, MetricDimension, MetricSample } from '../../../metrics/metric.ts'

interface Total {
  readonly metricName: string
  readonly unit: StandardUnit
  readonly values: number[]
}

/** Values of several instances for one time as one metric: of a group, an image, a type. */
export class Totals {
  readonly #at: number
  readonly #totals = new Map<readonly MetricDimension[], Map<string, Total>>()

  constructor(at: number) {
    this.#at = at
  }

  /** `dimensions` are told apart by identity. */
  add(
    dimensions: readonly MetricDimension[],
    metricName: string,
    value: number,
    unit: StandardUnit,
  ): void {
    let byName = this.#totals.get(dimensions)
    if (!byName) this.#totals.set(dimensions, (byName = new Map()))
    const total = byName.get(metricName)
    if (total) total.values.push(value)
    else byName.set(metricName, { metricName, unit, values: [value] })
  }

  addTo(samples: MetricSample[]): void {
    for (const [dimensions, byName] of this.#totals) {
      for (const total of byName.values()) {
        samples.push(sampleOfTotal(total, dimensions, this.#at))
      }
    }
  }
}

function sampleOfTotal(
  { metricName, unit, values }: Total,
  dimensions: readonly MetricDimension[],
  at: number,
): MetricSample {
  const count = values.length
  const minimum = Math.min(...values)
  const maximum = Math.max(...values)
  const name = { namespace: 'AWS/EC2', metricName, dimensions, at, unit }
  if (minimum === maximum) return { ...name, sum: minimum * count, count, minimum, maximum }
  let sum = 0
  for (const value of values) sum += value
  return { ...name, sum, count, minimum, maximum, distribution: distributionOf(values) }
}

function distributionOf(values: readonly number[]): Distribution {
  const distinct: number[] = []
  const counts: number[] = []
  for (const value of values.toSorted((a, b) => a - b)) {
    const last = distinct.length - 1
    if (distinct[last] === value) counts[last] = (counts[last] ?? 0) + 1
    else {
      distinct.push(value)
      counts.push(1)
    }
  }
  return { values: distinct, counts }
}
