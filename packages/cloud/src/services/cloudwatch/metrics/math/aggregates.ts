import { ExpressionProblem } from './expression.ts'
import { across, allOf, scalar, single, type Value } from './values.ts'

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
const average = (values: readonly number[]): number => sum(values) / values.length

/** Of numbers, one number: over a series it is a scalar, over an array a series. */
export const aggregates: Readonly<Record<string, (values: readonly number[]) => number>> = {
  SUM: sum,
  AVG: average,
  MIN: (values) => values.reduce((a, b) => Math.min(a, b), Infinity),
  MAX: (values) => values.reduce((a, b) => Math.max(a, b), -Infinity),
  STDDEV: (values) => {
    const mean = average(values)
    return Math.sqrt(average(values.map((value) => (value - mean) ** 2)))
  },
}

export function aggregate(name: string, inputs: readonly Value[]): Value {
  const fn = aggregates[name]
  const [first, ...more] = inputs
  if (!fn || !first) throw new ExpressionProblem(`${name} requires an argument`)
  // MAX(m1, 10) and its kin take the elements one by one.
  if (more.length > 0) return severally(fn, inputs)
  if (first.kind === 'scalar') return scalar(fn([first.value]))
  if (first.kind === 'array') return single(across(first.all, fn))
  const [series] = allOf(first)
  return scalar(series && series.values.length > 0 ? fn(series.values) : Number.NaN)
}

function severally(fn: (values: readonly number[]) => number, inputs: readonly Value[]): Value {
  const numbers = inputs.flatMap((each) => (each.kind === 'scalar' ? [each.value] : []))
  const series = inputs.filter((each) => each.kind !== 'scalar').flatMap(allOf)
  if (series.length === 0) return scalar(fn(numbers))
  return single(across(series, (values) => fn([...values, ...numbers])))
}
