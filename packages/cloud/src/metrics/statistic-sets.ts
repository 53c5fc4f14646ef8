import type { Distribution, StatisticSet } from './metric.ts'

/** What both saw together. The values are known where both know theirs. */
export function together(one: StatisticSet, other: StatisticSet): StatisticSet {
  return {
    sum: one.sum + other.sum,
    count: one.count + other.count,
    minimum: Math.min(one.minimum, other.minimum),
    maximum: Math.max(one.maximum, other.maximum),
    distribution: mergeDistributions(one, other),
  }
}

/** The values of a statistic set, if they are known: those of a set whose values are all the same are. */
export function distributionOf(set: StatisticSet): Distribution | undefined {
  if (set.distribution) return set.distribution
  if (set.minimum !== set.maximum) return undefined
  return { values: [set.minimum], counts: [set.count] }
}

/** The values of both, if they are known and differ. */
export function mergeDistributions(
  one: StatisticSet,
  other: StatisticSet,
): Distribution | undefined {
  if (Math.min(one.minimum, other.minimum) === Math.max(one.maximum, other.maximum)) {
    return undefined
  }
  const first = distributionOf(one)
  const second = distributionOf(other)
  return first && second && binned(merge(first, second))
}

function merge(one: Distribution, other: Distribution): Distribution {
  const values: number[] = []
  const counts: number[] = []
  let i = 0
  let j = 0
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

const mostValues = 2000
/** Neighbours that differ by less become one. */
const binRatio = 1.001

/** Many values become bins, as AWS's own histograms do: a percentile is then exact to a thousandth of its value. */
function binned(whole: Distribution): Distribution {
  if (whole.values.length <= mostValues) return whole
  const values: number[] = []
  const counts: number[] = []
  let bin = Number.NaN
  for (const [at, value] of whole.values.entries()) {
    const count = whole.counts[at] ?? 0
    const next = Math.sign(value) * Math.round(Math.log(Math.abs(value)) / Math.log(binRatio))
    const last = values.length - 1
    if (last >= 0 && next === bin) counts[last] = (counts[last] ?? 0) + count
    else {
      values.push(value)
      counts.push(count)
    }
    bin = next
  }
  return { values, counts }
}
