import { aggregate, aggregates } from './aggregates.ts'
import { ExpressionProblem } from './expression.ts'
import {
  across,
  allOf,
  array,
  combine,
  finite,
  mapSeries,
  mapValues,
  numberOf,
  scalar,
  single,
  type Series,
  type Value,
} from './values.ts'

type MathFunction = (inputs: readonly Value[]) => Value

const first = (inputs: readonly Value[]): Value => {
  const [value] = inputs
  if (!value) throw new ExpressionProblem('An argument is missing')
  return value
}

const eachValue =
  (fn: (value: number) => number): MathFunction =>
  (inputs) => {
    const mapped = mapValues(first(inputs), fn)
    return mapped.kind === 'scalar' ? mapped : mapSeries(mapped, finite)
  }

/** Of the time of each data point. */
const ofTime =
  (fn: (date: Date) => number): MathFunction =>
  (inputs) =>
    mapSeries(first(inputs), (series) => ({
      ...series,
      values: series.timestamps.map((ms) => fn(new Date(ms))),
    }))

/** Of each data point and the one before; the first has none. */
const ofSteps =
  (fn: (difference: number, seconds: number) => number): MathFunction =>
  (inputs) =>
    mapSeries(first(inputs), ({ timestamps, values, ...rest }) => ({
      ...rest,
      timestamps: timestamps.slice(1),
      values: values
        .slice(1)
        .map((value, at) =>
          fn(value - (values[at] ?? 0), ((timestamps[at + 1] ?? 0) - (timestamps[at] ?? 0)) / 1000),
        ),
    }))

/** Functions of values alone. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html */
export const functions: Readonly<Record<string, MathFunction>> = {
  ...Object.fromEntries(
    Object.keys(aggregates).map((name) => [
      name,
      (inputs: readonly Value[]) => aggregate(name, inputs),
    ]),
  ),
  ABS: eachValue(Math.abs),
  CEIL: eachValue(Math.ceil),
  FLOOR: eachValue(Math.floor),
  LOG: eachValue(Math.log),
  LOG10: eachValue(Math.log10),
  SQRT: eachValue(Math.sqrt),
  MINUTE: ofTime((date) => date.getUTCMinutes()),
  HOUR: ofTime((date) => date.getUTCHours()),
  // Monday is 1.
  DAY: ofTime((date) => date.getUTCDay() || 7),
  DATE: ofTime((date) => date.getUTCDate()),
  MONTH: ofTime((date) => date.getUTCMonth() + 1),
  YEAR: ofTime((date) => date.getUTCFullYear()),
  EPOCH: ofTime((date) => date.getTime() / 1000),
  DIFF: ofSteps((difference) => difference),
  DIFF_TIME: ofSteps((_difference, seconds) => seconds),
  RATE: ofSteps((difference, seconds) => difference / seconds),
  RUNNING_SUM: (inputs) =>
    mapSeries(first(inputs), (series) => {
      let sum = 0
      return { ...series, values: series.values.map((value) => (sum += value)) }
    }),
  PERIOD: (inputs) => scalar(allOf(inputs[0])[0]?.period ?? 0),
  METRIC_COUNT: (inputs) => scalar(allOf(inputs[0]).length),
  DATAPOINT_COUNT: (inputs) => {
    const value = first(inputs)
    if (value.kind === 'array') return single(across(value.all, (values) => values.length))
    return scalar(allOf(value)[0]?.values.length ?? 0)
  },
  FIRST: (inputs) => pick(inputs, 0),
  LAST: (inputs) => pick(inputs, -1),
  REMOVE_EMPTY: (inputs) => array(allOf(inputs[0]).filter(({ values }) => values.length > 0)),
  SLICE: (inputs) => {
    const until = inputs[2] && numberOf(inputs[2])
    return array(allOf(inputs[0]).slice(numberOf(inputs[1]), until))
  },
  IF: choose,
}

function pick(inputs: readonly Value[], at: 0 | -1): Value {
  const value = first(inputs)
  if (value.kind === 'array') {
    const series = value.all.at(at)
    if (!series) throw new ExpressionProblem('The array of time series is empty')
    return single(series)
  }
  return scalar(allOf(value)[0]?.values.at(at) ?? Number.NaN)
}

/** SORT(array, function, ASC | DESC, how many). */
export function sort(value: Value, by: string, order: string, most?: number): Value {
  const fn = aggregates[by]
  if (!fn || (order !== 'ASC' && order !== 'DESC')) {
    throw new ExpressionProblem('SORT takes an aggregate function and ASC or DESC')
  }
  const sorted = allOf(value)
    .map((series) => ({ series, weight: series.values.length > 0 ? fn(series.values) : undefined }))
    .sort((a, b) => {
      if (a.weight === undefined || b.weight === undefined) {
        return Number(a.weight === undefined) - Number(b.weight === undefined)
      }
      return order === 'ASC' ? a.weight - b.weight : b.weight - a.weight
    })
  return array(sorted.slice(0, most).map(({ series }) => series))
}

/** IF(condition, then, else): of each data point of the condition; without an else, only where it holds. */
function choose([condition, then, otherwise]: readonly Value[]): Value {
  if (!condition || !then) throw new ExpressionProblem('IF requires a condition and a value')
  if (condition.kind === 'scalar') {
    const chosen = condition.value === 0 ? otherwise : then
    return chosen ?? array([])
  }
  const shape = condition.kind === 'array' ? condition : then.kind === 'array' ? then : condition
  return mapSeries(shape, (series) => chosen(series, condition, then, otherwise))
}

function chosen(
  series: Series,
  condition: Value,
  then: Value,
  otherwise: Value | undefined,
): Series {
  const test = condition.kind === 'series' ? condition.series : series
  const yes = then.kind === 'array' ? single(series) : then
  const timestamps: number[] = []
  const values: number[] = []
  const valueAt = (value: Value | undefined): ((ms: number) => number | undefined) => {
    if (!value) return () => undefined
    if (value.kind === 'scalar') return () => value.value
    const [of] = allOf(value)
    const known = new Map(of?.timestamps.map((ms, at) => [ms, of.values[at] ?? 0]))
    return (ms) => known.get(ms)
  }
  const [whenTrue, whenFalse] = [valueAt(yes), valueAt(otherwise)]
  for (const [at, ms] of test.timestamps.entries()) {
    const value = test.values[at] === 0 ? whenFalse(ms) : whenTrue(ms)
    if (value === undefined) continue
    timestamps.push(ms)
    values.push(value)
  }
  return { ...series, period: Math.max(series.period, test.period), timestamps, values }
}

const truth = (holds: boolean): number => (holds ? 1 : 0)

const operators: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': (a, b) => a ** b,
  '==': (a, b) => truth(a === b),
  '!=': (a, b) => truth(a !== b),
  '<': (a, b) => truth(a < b),
  '>': (a, b) => truth(a > b),
  '<=': (a, b) => truth(a <= b),
  '>=': (a, b) => truth(a >= b),
  '&&': (a, b) => truth(a !== 0 && b !== 0),
  '||': (a, b) => truth(a !== 0 || b !== 0),
}

export function operate(operator: string, left: Value, right: Value): Value {
  const fn = operators[operator]
  if (!fn) throw new ExpressionProblem(`There is no operator ${operator}`)
  return combine(left, right, fn)
}
