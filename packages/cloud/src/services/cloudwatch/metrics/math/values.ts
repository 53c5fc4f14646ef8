import type { MetricDimension } from '../../../../metrics/metric.ts'
import { ExpressionProblem } from './expression.ts'

/** One time series. */
export interface Series {
  /** Seconds. */
  readonly period: number
  readonly label: string
  /** Begins of periods, ms since the epoch, ascending. */
  readonly timestamps: readonly number[]
  readonly values: readonly number[]
  /** What it was read from, for labels. */
  readonly source?: SeriesSource
}

export interface SeriesSource {
  readonly namespace: string
  readonly metricName: string
  readonly dimensions: readonly MetricDimension[]
  readonly stat: string
}

/** What an expression can be: a scalar, a time series, an array of them, or text for a function's parameter. */
export type Value =
  | { readonly kind: 'scalar'; readonly value: number }
  | { readonly kind: 'series'; readonly series: Series }
  | { readonly kind: 'array'; readonly all: readonly Series[] }
  | { readonly kind: 'text'; readonly text: string }

export const scalar = (value: number): Value => ({ kind: 'scalar', value })
export const single = (series: Series): Value => ({ kind: 'series', series })
export const array = (all: readonly Series[]): Value => ({ kind: 'array', all })

/** The same for each value of a series, or for all series of an array; a scalar stays one. */
export function mapValues(value: Value, fn: (value: number, ms: number) => number): Value {
  if (value.kind === 'scalar') return scalar(fn(value.value, 0))
  return mapSeries(value, (series) => ({
    ...series,
    values: series.values.map((each, at) => fn(each, series.timestamps[at] ?? 0)),
  }))
}

/** The same for a series, or for each of an array. */
export function mapSeries(value: Value, fn: (series: Series) => Series): Value {
  if (value.kind === 'series') return single(fn(value.series))
  if (value.kind === 'array') return array(value.all.map(fn))
  throw new ExpressionProblem('A time series or an array of time series is required')
}

export function allOf(value: Value | undefined): readonly Series[] {
  if (value?.kind === 'series') return [value.series]
  if (value?.kind === 'array') return value.all
  throw new ExpressionProblem('A time series or an array of time series is required')
}

export function numberOf(value: Value | undefined): number {
  if (value?.kind === 'scalar') return value.value
  throw new ExpressionProblem('A scalar is required')
}

/**
 * Two values, number by number. Series are taken where both have data; a value that is none, as after a division by zero, is no data
 * point.
 */
export function combine(
  left: Value,
  right: Value,
  fn: (left: number, right: number) => number,
): Value {
  if (left.kind === 'scalar' && right.kind === 'scalar') return scalar(fn(left.value, right.value))
  if (left.kind === 'scalar') return clean(mapValues(right, (value) => fn(left.value, value)))
  if (right.kind === 'scalar') return clean(mapValues(left, (value) => fn(value, right.value)))
  if (left.kind === 'series' && right.kind === 'series') {
    return single(joined(left.series, right.series, fn))
  }
  if (left.kind === 'series' && right.kind === 'array') {
    return array(right.all.map((series) => named(joined(left.series, series, fn), series)))
  }
  if (left.kind === 'array' && right.kind === 'series') {
    return array(left.all.map((series) => joined(series, right.series, fn)))
  }
  if (left.kind === 'array' && right.kind === 'array') {
    if (left.all.length !== right.all.length) {
      throw new ExpressionProblem('The arrays of time series must have the same length')
    }
    return array(
      left.all.map((series, at) => {
        const other = right.all[at]
        return other ? joined(series, other, fn) : series
      }),
    )
  }
  throw new ExpressionProblem('Text can be no operand')
}

const named = (series: Series, like: Series): Series => ({
  ...series,
  label: like.label,
  source: like.source,
})

function clean(value: Value): Value {
  return mapSeries(value, finite)
}

/** Without values that are none. */
export function finite(series: Series): Series {
  if (series.values.every((value) => Number.isFinite(value))) return series
  const kept = [...series.values.keys()].filter((at) => Number.isFinite(series.values[at]))
  return {
    ...series,
    timestamps: kept.map((at) => series.timestamps[at] ?? 0),
    values: kept.map((at) => series.values[at] ?? 0),
  }
}

function joined(one: Series, other: Series, fn: (left: number, right: number) => number): Series {
  const timestamps: number[] = []
  const values: number[] = []
  let i = 0
  let j = 0
  while (i < one.timestamps.length && j < other.timestamps.length) {
    const a = one.timestamps[i] ?? 0
    const b = other.timestamps[j] ?? 0
    if (a === b) {
      const value = fn(one.values[i] ?? 0, other.values[j] ?? 0)
      if (Number.isFinite(value)) {
        timestamps.push(a)
        values.push(value)
      }
    }
    if (a <= b) i += 1
    if (b <= a) j += 1
  }
  return { ...one, period: Math.max(one.period, other.period), timestamps, values }
}

/** One series of what all series have at each time; where some have nothing, of what the others have. */
export function across(all: readonly Series[], fn: (values: readonly number[]) => number): Series {
  const period = Math.max(1, ...all.map((series) => series.period))
  const [first] = all
  if (first && all.every(({ timestamps }) => areSame(timestamps, first.timestamps))) {
    const values = first.timestamps.map((_, at) => fn(all.map((series) => series.values[at] ?? 0)))
    return finite({ period, label: '', timestamps: first.timestamps, values })
  }
  const at = new Map<number, number[]>()
  for (const { timestamps, values } of all) {
    for (const [index, ms] of timestamps.entries()) {
      const value = values[index] ?? 0
      const there = at.get(ms)
      if (there) there.push(value)
      else at.set(ms, [value])
    }
  }
  const sorted = [...at].sort(([a], [b]) => a - b)
  return finite({
    period,
    label: '',
    timestamps: sorted.map(([ms]) => ms),
    values: sorted.map(([, values]) => fn(values)),
  })
}

function areSame(one: readonly number[], other: readonly number[]): boolean {
  if (one.length !== other.length) return false
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) return false
  return true
}
