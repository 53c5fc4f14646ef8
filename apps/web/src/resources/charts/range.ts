/** What span of time is shown, with which data points. */
export interface ChartRange {
  readonly durationMs: number
  /** Its end; absent: the present, and it follows. */
  readonly untilMs?: number | undefined
  /** Seconds; absent: what suits the span. */
  readonly period?: number | undefined
  /** `Average`, `p99`…; absent: each chart's own. */
  readonly statistic?: string | undefined
  /** Also drawn: the same span so much earlier. */
  readonly compareMs?: number | undefined
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

export const spans = [hourMs, 3 * hourMs, 12 * hourMs, dayMs, 3 * dayMs, 7 * dayMs, 28 * dayMs]
export const periods = [60, 300, 900, 3600, 21_600, 86_400]
export const statistics = [
  'Average',
  'Minimum',
  'Maximum',
  'Sum',
  'SampleCount',
  'p50',
  'p90',
  'p99',
] as const
export const comparisons = [hourMs, dayMs, 7 * dayMs]

export const firstRange: ChartRange = { durationMs: 3 * hourMs }

/** As CloudWatch's console chooses: some hundred points, and no finer than the metric is kept. */
export function periodOf({ durationMs, period }: ChartRange): number {
  if (period !== undefined) return period
  if (durationMs <= 3 * hourMs) return 60
  if (durationMs <= 3 * dayMs) return 300
  return durationMs <= 14 * dayMs ? 3600 : 21_600
}

/** From and until, ms since the epoch, on whole periods: what began belongs to it. */
export function spanOf(range: ChartRange, nowMs: number): { fromMs: number; untilMs: number } {
  const stepMs = periodOf(range) * 1000
  const untilMs = Math.ceil((range.untilMs ?? nowMs) / stepMs) * stepMs
  return { fromMs: Math.floor((untilMs - range.durationMs) / stepMs) * stepMs, untilMs }
}

const shortestMs = 5 * minuteMs
const longestMs = 455 * dayMs

/** The same middle, `factor` times the span. */
export function zoomed(range: ChartRange, factor: number, nowMs: number): ChartRange {
  const { fromMs, untilMs } = spanOf(range, nowMs)
  const durationMs = Math.min(longestMs, Math.max(shortestMs, (untilMs - fromMs) * factor))
  const until = Math.min(nowMs, (fromMs + untilMs) / 2 + durationMs / 2)
  const { period: _period, ...rest } = range
  return { ...rest, durationMs, untilMs: until }
}

/** Moved by a part of its span; one that would pass the present follows it. */
export function moved(range: ChartRange, part: number, nowMs: number): ChartRange {
  const { untilMs } = spanOf(range, nowMs)
  const until = untilMs + range.durationMs * part
  const { untilMs: _until, ...rest } = range
  return until >= nowMs ? rest : { ...rest, untilMs: until }
}
