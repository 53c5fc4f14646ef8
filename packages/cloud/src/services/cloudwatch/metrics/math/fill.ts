import { ExpressionProblem } from './expression.ts'
import { mapSeries, type Series, type Value } from './values.ts'

/** The periods of a range: what there could be data for. */
export function gridOf(period: number, fromMs: number, untilMs: number): readonly number[] {
  const step = period * 1000
  const first = Math.floor(fromMs / step) * step
  return Array.from({ length: Math.max(0, Math.ceil((untilMs - first) / step)) }, (_, at) => {
    return first + at * step
  })
}

/** FILL(series, number | series | REPEAT | LINEAR): a value for every period of the range. */
export function fill(value: Value, by: Value | 'REPEAT' | 'LINEAR', grid: GridOf): Value {
  return mapSeries(value, (series) => filled(series, by, grid(series.period)))
}

export type GridOf = (period: number) => readonly number[]

function filled(series: Series, by: Value | 'REPEAT' | 'LINEAR', grid: readonly number[]): Series {
  const known = new Map(series.timestamps.map((ms, at) => [ms, series.values[at] ?? 0]))
  const missing = replacement(series, by)
  const timestamps: number[] = []
  const values: number[] = []
  for (const ms of new Set([...grid, ...series.timestamps].sort((a, b) => a - b))) {
    const value = known.get(ms) ?? missing(ms)
    if (value === undefined) continue
    timestamps.push(ms)
    values.push(value)
  }
  return { ...series, timestamps, values }
}

function replacement(
  series: Series,
  by: Value | 'REPEAT' | 'LINEAR',
): (ms: number) => number | undefined {
  if (by === 'REPEAT') return (ms) => series.values[before(series, ms)]
  if (by === 'LINEAR') return (ms) => between(series, ms)
  if (by.kind === 'scalar') return () => by.value
  if (by.kind !== 'series')
    throw new ExpressionProblem('FILL takes a number, a series, REPEAT or LINEAR')
  const { timestamps, values } = by.series
  const other = new Map(timestamps.map((ms, at) => [ms, values[at] ?? 0]))
  return (ms) => other.get(ms)
}

/** Index of the last data point before a time; -1 where there is none. */
function before({ timestamps }: Series, ms: number): number {
  return timestamps.findLastIndex((each) => each < ms)
}

function between(series: Series, ms: number): number | undefined {
  const at = before(series, ms)
  const [fromMs, untilMs] = [series.timestamps[at], series.timestamps[at + 1]]
  const [from, until] = [series.values[at], series.values[at + 1]]
  if (fromMs === undefined || from === undefined) return undefined
  if (untilMs === undefined || until === undefined) return undefined
  return from + ((until - from) * (ms - fromMs)) / (untilMs - fromMs)
}
