import type { Chunk } from './chunk.ts'
import type { ChunkShelf } from './chunk-shelf.ts'
import type { Series } from './directory.ts'
import type { Datapoint, MetricRange } from './metric.ts'
import { together } from './statistic-sets.ts'
import { hours, minutes, rolledUpStepMs, rollUpMs, seconds, type Tier } from './tiers.ts'

/** What a tier answers of a range. */
interface Part {
  readonly tier: Tier
  readonly fromMs: number
  readonly untilMs: number
}

/** A series' periods with data, oldest first. */
export function readSeries(
  shelf: ChunkShelf,
  series: Series,
  range: MetricRange,
  nowMs: number,
): Datapoint[] {
  const points: Datapoint[] = []
  const periods = { ...range, unit: series.unit }
  for (const { tier, fromMs, untilMs } of partsOf(range, nowMs)) {
    for (const chunk of shelf.forReading(series, tier, fromMs, untilMs)) {
      collect(points, chunk, fromMs, untilMs, periods)
    }
  }
  return points
}

/** Which tiers are read for a range: hours where they do, else the finer data as far as it is kept for the period. */
function partsOf({ fromMs, untilMs, periodMs, distributions }: MetricRange, nowMs: number): Part[] {
  if (periodMs % minutes.stepMs !== 0) {
    return [{ tier: seconds, fromMs: Math.max(fromMs, nowMs - seconds.keepMs), untilMs }]
  }
  const isRolledUp = periodMs % rolledUpStepMs === 0
  const fineFromMs = nowMs - (isRolledUp ? minutes.keepMs : rollUpMs)
  if (periodMs % hours.stepMs !== 0) {
    return [{ tier: minutes, fromMs: Math.max(fromMs, fineFromMs), untilMs }]
  }
  const oldestMs = Math.max(fromMs, nowMs - hours.keepMs)
  const isAligned = fromMs % hours.stepMs === 0
  if (isAligned && !distributions) return [{ tier: hours, fromMs: oldestMs, untilMs }]
  // Hours know no values before the minutes are given up; the border is between two of them.
  const border = Math.ceil(fineFromMs / minutes.windowMs) * minutes.windowMs
  return [
    { tier: hours, fromMs: oldestMs, untilMs: Math.min(untilMs, border) },
    { tier: minutes, fromMs: Math.max(fromMs, border), untilMs },
  ].filter((part) => part.fromMs < part.untilMs)
}

function collect(
  points: Datapoint[],
  chunk: Chunk,
  fromMs: number,
  untilMs: number,
  range: Required<Pick<MetricRange, 'fromMs' | 'periodMs' | 'unit'>> & MetricRange,
): void {
  const { periodMs, unit, distributions = false } = range
  const { size, startMs, stepMs, slots } = chunk
  const minima = chunk.minimum.numbers(size)
  const maxima = chunk.maximum.numbers(size)
  const sums = chunk.sum.numbers(size)
  const counts = chunk.count.numbers(size)
  // Most often a row is a period.
  const isPeriod = stepMs === periodMs && (startMs - range.fromMs) % periodMs === 0
  let last = points.at(-1)
  for (let row = chunk.rowFrom(fromMs); row < size; row += 1) {
    const at = startMs + (slots[row] ?? 0) * stepMs
    if (at >= untilMs) return
    const period = isPeriod ? at : at - ((at - range.fromMs) % periodMs)
    const minimum = minima[row] ?? 0
    const maximum = maxima[row] ?? 0
    const sum = sums[row] ?? 0
    const count = counts[row] ?? 0
    if (last?.at !== period) {
      const distribution = distributions ? chunk.setOf(row).distribution : undefined
      last = { at: period, unit, sum, count, minimum, maximum, distribution }
      points.push(last)
    } else if (distributions) {
      last = { at: period, unit, ...together(last, chunk.setOf(row)) }
      points[points.length - 1] = last
    } else {
      last = {
        at: period,
        unit,
        sum: last.sum + sum,
        count: last.count + count,
        minimum: Math.min(last.minimum, minimum),
        maximum: Math.max(last.maximum, maximum),
        distribution: undefined,
      }
      points[points.length - 1] = last
    }
  }
}
