import type { MetricDataQuery, MetricStat } from '@aws-sdk/client-cloudwatch'
import { AwsError } from '../../../../errors.ts'
import { dimensionsOf } from '../metric-reader.ts'
import { isPeriod } from '../periods.ts'
import { findStatistic } from '../statistics.ts'
import { aggregate, aggregates } from './aggregates.ts'
import { ExpressionProblem, parseExpression, type Expression } from './expression.ts'
import { fill, gridOf, type GridOf } from './fill.ts'
import { functions, operate, sort } from './functions.ts'
import { answerInsights, isInsights } from './insights.ts'
import { tellApart } from './labels.ts'
import type { MetricReader, QueryRange } from './query.ts'
import { readStat } from './read-stat.ts'
import { parseSearch } from './search.ts'
import { array, mapValues, numberOf, scalar, single, type Series, type Value } from './values.ts'

const mostSearched = 500

/** The values of queries and of what they name, each once. */
export class Evaluation {
  readonly #reader: MetricReader
  readonly #queries: ReadonlyMap<string, MetricDataQuery>
  readonly #range: QueryRange
  readonly #values = new Map<string, Value>()
  /** Whose value is being asked for, to see circles. */
  readonly #open = new Set<string>()
  readonly #labels: ReadonlyMap<string, string>

  constructor(reader: MetricReader, queries: readonly MetricDataQuery[], range: QueryRange) {
    this.#reader = reader
    this.#queries = new Map(queries.map((query) => [query.Id ?? '', query]))
    this.#range = range
    this.#labels = defaultLabels(queries)
  }

  of(query: MetricDataQuery): Value {
    const { Id: id = '', MetricStat, Expression: text } = query
    const known = this.#values.get(id)
    if (known) return known
    if (this.#open.has(id)) throw problem(id, 'The expression refers to itself')
    this.#open.add(id)
    const value = MetricStat
      ? single(this.#read(id, MetricStat))
      : this.#compute(id, text ?? '', query)
    this.#open.delete(id)
    this.#values.set(id, value)
    return value
  }

  #read(id: string, { Metric, Period = 0, Stat = '', Unit }: MetricStat): Series {
    const metric = {
      namespace: Metric?.Namespace ?? '',
      metricName: Metric?.MetricName ?? '',
      dimensions: dimensionsOf(Metric?.Dimensions),
    }
    const statistic = findStatistic(Stat)
    if (!statistic) throw invalid(`The value ${Stat} for parameter Stat is not supported.`)
    if (!isPeriod(Period)) {
      throw invalid('The parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60.')
    }
    const series = readStat(this.#reader, metric, statistic, Period, this.#range, Unit)
    return { ...series, label: this.#labels.get(id) ?? series.label }
  }

  #compute(id: string, text: string, query: MetricDataQuery): Value {
    try {
      if (isInsights(text)) {
        return answerInsights(this.#reader, text, query.Period ?? 300, this.#range)
      }
      const value = this.#value(parseExpression(text), query)
      if (value.kind === 'series' || value.kind === 'array') return value
      throw new ExpressionProblem('The expression must return a time series or an array of them')
    } catch (error) {
      if (error instanceof ExpressionProblem) throw problem(id, error.message)
      throw error
    }
  }

  #value(expression: Expression, query: MetricDataQuery): Value {
    const value = (of: Expression): Value => this.#value(of, query)
    switch (expression.kind) {
      case 'number':
        return scalar(expression.value)
      case 'text':
        return { kind: 'text', text: expression.text }
      case 'name':
        return this.#named(expression.name)
      case 'list':
        return array(expression.items.map(value).flatMap((each) => seriesIn(each)))
      case 'negative':
        return mapValues(value(expression.of), (each) => -each)
      case 'binary':
        return operate(expression.operator, value(expression.left), value(expression.right))
      case 'call':
        return this.#call(expression.name, expression.inputs, query)
    }
  }

  #named(name: string): Value {
    const query = this.#queries.get(name)
    if (!query) throw new ExpressionProblem(`Undefined variable: ${name}`)
    return this.of(query)
  }

  #call(name: string, inputs: readonly Expression[], query: MetricDataQuery): Value {
    const value = (at: number): Value | undefined => {
      const input = inputs[at]
      return input && this.#value(input, query)
    }
    const needed = (at: number): Value => {
      const found = value(at)
      if (!found) throw new ExpressionProblem(`${name} requires more arguments`)
      return found
    }
    switch (name) {
      case 'METRICS':
        return this.#metrics(value(0))
      case 'SEARCH':
        return this.#search(needed(0), needed(1), value(2), query)
      case 'FILL':
        return fill(needed(0), wordOf(inputs[1]) ?? needed(1), this.#grid)
      case 'TIME_SERIES':
        return single(this.#constant(needed(0), query))
      case 'SORT': {
        const most = value(3)
        return sort(needed(0), nameOf(inputs[1]), nameOf(inputs[2]), most && numberOf(most))
      }
    }
    if (unsupported.has(name)) {
      throw new AwsError(
        'UnsupportedOperation',
        `${name}: not supported by the embedded cloud.`,
        501,
      )
    }
    const [list] = inputs
    if (list?.kind === 'list' && inputs.length === 1 && Object.hasOwn(aggregates, name)) {
      // Only here a list may hold numbers beside series: MAX([m1, 0]).
      return aggregate(name, this.#items(list.items, query))
    }
    const fn = Object.hasOwn(functions, name) ? functions[name] : undefined
    if (!fn) throw new ExpressionProblem(`Unknown function: ${name}`)
    return fn(inputs.map((input) => this.#value(input, query)))
  }

  /** One array where all are series, else the elements one by one. */
  #items(items: readonly Expression[], query: MetricDataQuery): readonly Value[] {
    const all = items.map((item) => this.#value(item, query))
    return all.some(({ kind }) => kind === 'scalar') ? all : [array(all.flatMap(seriesIn))]
  }

  readonly #grid: GridOf = (period) => gridOf(period, this.#range.fromMs, this.#range.untilMs)

  /** METRICS(): all metrics of the request; METRICS('errors'): those with it in their id. */
  #metrics(part: Value | undefined): Value {
    const wanted = part?.kind === 'text' ? part.text : ''
    const found = [...this.#queries.values()].filter(
      ({ Id = '', MetricStat }) => MetricStat && Id.includes(wanted),
    )
    return array(found.flatMap((query) => seriesIn(this.of(query))))
  }

  #search(wish: Value, stat: Value, period: Value | undefined, query: MetricDataQuery): Value {
    if (wish.kind !== 'text' || stat.kind !== 'text') {
      throw new ExpressionProblem('SEARCH takes a search expression and a statistic as text')
    }
    const statistic = findStatistic(stat.text)
    if (!statistic) throw new ExpressionProblem(`Unknown statistic: ${stat.text}`)
    const seconds = period ? numberOf(period) : (query.Period ?? 300)
    if (!isPeriod(seconds)) throw new ExpressionProblem(`Invalid period: ${seconds}`)
    const test = parseSearch(wish.text)
    const namespace = /^\s*\{\s*"?([^",}]*?)"?\s*[,}][^{|]*$/.exec(wish.text)?.[1]
    const isPlain = !/\b(OR|NOT)\b/.test(wish.text)
    const found = this.#reader.list(isPlain ? { namespace } : {}).filter(test)
    const all = found
      .slice(0, mostSearched)
      .map((metric) => readStat(this.#reader, metric, statistic, seconds, this.#range))
      .filter(({ values }) => values.length > 0)
    return array(tellApart(all))
  }

  /** A scalar at every period. */
  #constant(value: Value, query: MetricDataQuery): Series {
    const number = numberOf(value)
    const period = query.Period ?? this.#anyPeriod()
    const timestamps = Number.isFinite(number) ? this.#grid(period) : []
    return { period, label: '', timestamps, values: timestamps.map(() => number) }
  }

  #anyPeriod(): number {
    for (const { MetricStat } of this.#queries.values())
      if (MetricStat?.Period) return MetricStat.Period
    return 300
  }
}

const unsupported: ReadonlySet<string> = new Set([
  'ANOMALY_DETECTION_BAND',
  'DB_PERF_INSIGHTS',
  'INSIGHT_RULE_METRIC',
  'LAMBDA',
  'SERVICE_QUOTA',
])

function seriesIn(value: Value): readonly Series[] {
  if (value.kind === 'series') return [value.series]
  if (value.kind === 'array') return value.all
  throw new ExpressionProblem('An array holds time series')
}

function wordOf(input: Expression | undefined): 'REPEAT' | 'LINEAR' | undefined {
  const name = input?.kind === 'name' ? input.name : ''
  return name === 'REPEAT' || name === 'LINEAR' ? name : undefined
}

function nameOf(input: Expression | undefined): string {
  if (input?.kind === 'name') return input.name
  throw new ExpressionProblem('SORT takes an aggregate function and ASC or DESC')
}

/** Of metrics that are asked for together: their names, and what else tells them apart. */
function defaultLabels(queries: readonly MetricDataQuery[]): ReadonlyMap<string, string> {
  const asked = queries.flatMap(({ Id = '', MetricStat }) =>
    MetricStat ? [{ Id, MetricStat }] : [],
  )
  const withStat = new Set(asked.map(({ MetricStat }) => MetricStat.Stat)).size > 1
  const withPeriod = new Set(asked.map(({ MetricStat }) => MetricStat.Period)).size > 1
  return new Map(
    asked.map(({ Id, MetricStat: { Metric, Stat, Period } }) => [
      Id,
      [Metric?.MetricName, withStat ? Stat : undefined, withPeriod ? Period : undefined]
        .filter((part) => part !== undefined)
        .join(' '),
    ]),
  )
}

function problem(id: string, what: string): AwsError {
  return invalid(`Error in expression '${id}' [${what}]`)
}

/** The refusal of queries that are wrong. */
export function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message)
}
