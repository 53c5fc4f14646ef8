import type { Distribution, StatisticSet } from './metric.ts'

/** What both saw together. The values are known where both know theirs. */
export function together(one: StatisticSet, other: StatisticSet): StatisticSet {
  const minimum = Math.min(one.minimum, other.minimum)
  const maximum = Math.max(one.maximum, other.maximum)
  const whole = { sum: one.sum + other.sum, count: one.count + other.count, minimum, maximum }
  if (minimum === maximum) return whole
  const [first, second] = [distributionOf(one), distributionOf(other)]
  return first && second ? { ...whole, distribution: merge(first, second) } : whole
}

/** The values of a statistic set, if they are known: those of a set whose values are all the same are. */
export function distributionOf(set: StatisticSet): Distribution | undefined {
  if (set.distribution) return set.distribution
  if (set.minimum !== set.maximum) return undefined
  return { values: [set.minimum], counts: [set.count] }
}

function merge(one: Distribution, other: Distribution): Distribution {
  const values: number[] = []
  const counts: number[] = []
  let [i, j] = [0, 0]
  while (i < one.values.length || j < other.values.length) {
    const a = one.values[i] ?? Infinity
    const b = other.values[j] ?? Infinity
    const value = Math.min(a, b)
    let count = 0
    if (a === value) count += one.counts[i++] ?? 0
    if (b === value) count += other.counts[j++] ?? 0
    values.push(value)
    counts.push(count)
  }
  return { values, counts }
}
