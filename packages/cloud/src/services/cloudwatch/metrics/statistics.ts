import type { Distribution, StatisticSet } from '../../../metrics/metric.ts'
import { distributionOf } from '../../../metrics/statistic-sets.ts'

/** A statistic by its name: `Average`, `p99.9`, `TM(10%:90%)`. */
export interface Statistic {
  readonly name: string
  /** Whether it is made of the values themselves. */
  readonly needsValues: boolean
  /** Undefined where the values are not known, or some are negative. */
  of(set: StatisticSet): number | undefined
}

const plain: Readonly<Record<string, (set: StatisticSet) => number>> = {
  SampleCount: ({ count }) => count,
  Sum: ({ sum }) => sum,
  Average: ({ sum, count }) => sum / count,
  Minimum: ({ minimum }) => minimum,
  Maximum: ({ maximum }) => maximum,
}

/** The statistic of a name; undefined for what is none. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html */
export function findStatistic(name: string): Statistic | undefined {
  const simple = Object.hasOwn(plain, name) ? plain[name] : undefined
  if (simple) return { name, needsValues: false, of: simple }
  const compute = extended(name)
  if (!compute) return undefined
  return {
    name,
    needsValues: true,
    of(set) {
      const distribution = set.minimum < 0 ? undefined : distributionOf(set)
      return distribution && compute(distribution, set.count)
    },
  }
}

type Compute = (of: Distribution, total: number) => number | undefined

const shorthand = /^(p|tm|wm|tc|ts)(\d{1,2}(?:\.\d{0,10})?|100)$/
const ranged =
  /^(TM|WM|TC|TS|PR)\((\d+(?:\.\d+)?(?:[Ee][+-]?\d+)?%?)?:(\d+(?:\.\d+)?(?:[Ee][+-]?\d+)?%?)?\)$/

function extended(name: string): Compute | undefined {
  if (name === 'IQM') return trimmed('TM', { share: 0.25 }, { share: 0.75 })
  const [, kind = '', number = ''] = shorthand.exec(name) ?? []
  if (kind === 'p') return (of, total) => percentile(of, total, Number(number) / 100)
  if (kind !== '') {
    return trimmed(kind.toUpperCase(), undefined, { share: Number(number) / 100 })
  }
  const [, what, from, until] = ranged.exec(name) ?? []
  if (what === undefined || (from === undefined && until === undefined)) return undefined
  const [low, high] = [boundOf(from), boundOf(until)]
  if (what !== 'PR') return trimmed(what, low, high)
  if (low?.share !== undefined || high?.share !== undefined) return undefined
  return (of, total) => (100 * weigh(of, total, low, high).count) / total
}

/** A share of all values, or a value. */
interface Bound {
  readonly share?: number
  readonly value?: number
}

function boundOf(text: string | undefined): Bound | undefined {
  if (text === undefined) return undefined
  return text.endsWith('%') ? { share: Number(text.slice(0, -1)) / 100 } : { value: Number(text) }
}

function trimmed(kind: string, low: Bound | undefined, high: Bound | undefined): Compute {
  return (of, total) => {
    if (kind === 'WM') return winsorizedMean(of, total, low, high)
    const { count, sum } = weigh(of, total, low, high)
    if (kind === 'TC') return count
    if (kind === 'TS') return sum
    return count === 0 ? undefined : sum / count
  }
}

/** How many values lie above the lower bound and not above the upper one, and their sum. */
function weigh(
  { values, counts }: Distribution,
  total: number,
  low: Bound | undefined,
  high: Bound | undefined,
): { readonly count: number; readonly sum: number } {
  const fromRank = (low?.share ?? 0) * total
  const untilRank = (high?.share ?? 1) * total
  let rank = 0
  let count = 0
  let sum = 0
  for (const [at, value] of values.entries()) {
    const seen = counts[at] ?? 0
    const within = Math.min(rank + seen, untilRank) - Math.max(rank, fromRank)
    rank += seen
    if (within <= 0) continue
    if (low?.value !== undefined && value <= low.value) continue
    if (high?.value !== undefined && value > high.value) continue
    count += within
    sum += within * value
  }
  return { count, sum }
}

function winsorizedMean(
  of: Distribution,
  total: number,
  low: Bound | undefined,
  high: Bound | undefined,
): number {
  const least = low?.share === undefined ? low?.value : percentile(of, total, low.share)
  const most = high?.share === undefined ? high?.value : percentile(of, total, high.share)
  let sum = 0
  for (const [at, value] of of.values.entries()) {
    const clamped = Math.min(Math.max(value, least ?? value), most ?? value)
    sum += clamped * (of.counts[at] ?? 0)
  }
  return sum / total
}

/** Between two neighbours, as far between them as the share is. */
function percentile({ values, counts }: Distribution, total: number, share: number): number {
  const rank = share * (total - 1)
  let before = 0
  for (const [at, value] of values.entries()) {
    const last = before + (counts[at] ?? 0) - 1
    if (rank <= last) return value
    const next = values[at + 1]
    if (next === undefined) return value
    if (rank < last + 1) return value + (next - value) * (rank - last)
    before = last + 1
  }
  return values.at(-1) ?? 0
}
