import type { MetricName, StatisticSet } from '../../../../metrics/metric.ts'
import { together } from '../../../../metrics/statistic-sets.ts'
import { aggregates } from './aggregates.ts'
import { ExpressionProblem } from './expression.ts'
import type { MetricReader, QueryRange } from './query.ts'
import { array, finite, single, type Series, type Value } from './values.ts'

/** What a Metrics Insights query asks for. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-metrics-insights-querylanguage.html */
export interface InsightsQuery {
  readonly function: string
  readonly metricName: string
  readonly namespace: string
  /** All dimensions that the metrics have; without them, any. */
  readonly schema?: readonly string[]
  readonly where: (metric: MetricName) => boolean
  readonly groupBy: readonly string[]
  readonly order?: { readonly by: string; readonly isDescending: boolean }
  readonly limit: number
}

export const isInsights = (text: string): boolean => /^\s*SELECT\b/i.test(text)

const mostSeries = 500
const threeHoursMs = 3 * 3_600_000
const token = /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(!=|[=(),])|([^\s"'=!(),]+))/y

interface Token {
  readonly kind: 'name' | 'text' | 'sign' | 'word'
  readonly text: string
}

function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = []
  token.lastIndex = 0
  const end = source.trimEnd().length
  while (token.lastIndex < end) {
    const at = token.lastIndex
    const found = token.exec(source)
    if (!found) throw new ExpressionProblem(`Unexpected character at position ${at + 1}`)
    const [, name, text, sign, word] = found
    const unescaped = (name ?? text ?? '').replaceAll(/\\(.)/g, '$1')
    if (name !== undefined) tokens.push({ kind: 'name', text: unescaped })
    else if (text !== undefined) tokens.push({ kind: 'text', text: unescaped })
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign })
    else tokens.push({ kind: 'word', text: word ?? '' })
  }
  return tokens
}

/** Reads a query. Throws an `ExpressionProblem`. */
export function parseInsights(source: string): InsightsQuery {
  const tokens = tokensOf(source)
  let at = 0
  const isWord = (word: string): boolean =>
    tokens[at]?.kind === 'word' && tokens[at]?.text.toUpperCase() === word
  const isSign = (sign: string): boolean => tokens[at]?.kind === 'sign' && tokens[at]?.text === sign

  function unexpected(): ExpressionProblem {
    const found = tokens[at]
    return new ExpressionProblem(
      found ? `Unexpected '${found.text}'` : 'Unexpected end of the query',
    )
  }
  function accept(word: string): boolean {
    const is = isWord(word)
    if (is) at += 1
    return is
  }
  function word(wanted: string): void {
    if (!accept(wanted)) throw unexpected()
  }
  function sign(wanted: string): void {
    if (!isSign(wanted)) throw unexpected()
    at += 1
  }
  function name(): string {
    const next = tokens[at]
    if (next?.kind !== 'name' && next?.kind !== 'word') throw unexpected()
    at += 1
    return next.text
  }
  function call(): string {
    const found = name().toUpperCase()
    if (!Object.hasOwn(values, found)) throw new ExpressionProblem(`Unknown function: ${found}`)
    sign('(')
    return found
  }
  function names(): string[] {
    const found = [name()]
    while (isSign(',')) {
      at += 1
      found.push(name())
    }
    return found
  }
  function either(): (metric: MetricName) => boolean {
    const tests = [both()]
    while (accept('OR')) tests.push(both())
    return (metric) => tests.some((test) => test(metric))
  }
  function both(): (metric: MetricName) => boolean {
    const tests = [condition()]
    while (accept('AND')) tests.push(condition())
    return (metric) => tests.every((test) => test(metric))
  }
  function condition(): (metric: MetricName) => boolean {
    if (isSign('(')) {
      at += 1
      const test = either()
      sign(')')
      return test
    }
    const label = name()
    const isEqual = isSign('=')
    if (!isEqual && !isSign('!=')) throw unexpected()
    at += 1
    const value = tokens[at]
    if (value?.kind !== 'text' && value?.kind !== 'word') throw unexpected()
    at += 1
    return ({ dimensions }) => {
      const found = dimensions.find((each) => each.name === label)
      return isEqual ? found?.value === value.text : found?.value !== value.text
    }
  }

  word('SELECT')
  const fn = call()
  const metricName = name()
  sign(')')
  word('FROM')
  let schema: readonly string[] | undefined
  let namespace: string
  if (accept('SCHEMA')) {
    sign('(')
    ;[namespace = '', ...schema] = names()
    sign(')')
  } else namespace = name()
  const where = accept('WHERE') ? either() : () => true
  let groupBy: readonly string[] = []
  if (accept('GROUP')) {
    word('BY')
    groupBy = names()
  }
  let order: InsightsQuery['order']
  if (accept('ORDER')) {
    word('BY')
    const by = call()
    sign(')')
    const isDescending = accept('DESC')
    if (!isDescending) accept('ASC')
    order = { by, isDescending }
  }
  let limit = mostSeries
  if (accept('LIMIT')) limit = Math.min(Number(name()), mostSeries)
  if (!Number.isInteger(limit) || limit < 1)
    throw new ExpressionProblem('LIMIT takes a number from 1 to 500')
  if (at < tokens.length) throw unexpected()
  return { function: fn, metricName, namespace, schema, where, groupBy, order, limit }
}

const values: Readonly<Record<string, (set: StatisticSet) => number>> = {
  AVG: ({ sum, count }) => sum / count,
  COUNT: ({ count }) => count,
  MAX: ({ maximum }) => maximum,
  MIN: ({ minimum }) => minimum,
  SUM: ({ sum }) => sum,
}

/** The answer of a query: one series, or one for each group. Only the last three hours are looked at. */
export function answerInsights(
  reader: MetricReader,
  text: string,
  period: number,
  range: QueryRange,
): Value {
  const query = parseInsights(text)
  const wanted = query.schema?.toSorted().join(',')
  const metrics = reader
    .list({ namespace: query.namespace, metricName: query.metricName })
    .filter(
      (metric) =>
        (wanted === undefined || dimensionNames(metric) === wanted) &&
        query.groupBy.every((label) => metric.dimensions.some(({ name }) => name === label)) &&
        query.where(metric),
    )
  const groups = Map.groupBy(metrics, ({ dimensions }) =>
    query.groupBy
      .map((label) => dimensions.find(({ name }) => name === label)?.value ?? '')
      .join(' '),
  )
  const all = [...groups].map(([label, members]) =>
    summarise(reader, query, members, label, period, range),
  )
  const [first = { period, label: '', timestamps: [], values: [] }] = all
  if (query.groupBy.length === 0) return single(first)
  return array(ordered(all, query).slice(0, query.limit))
}

function dimensionNames({ dimensions }: MetricName): string {
  return dimensions
    .map(({ name }) => name)
    .sort()
    .join(',')
}

function summarise(
  reader: MetricReader,
  query: InsightsQuery,
  metrics: readonly MetricName[],
  label: string,
  period: number,
  { fromMs, untilMs }: QueryRange,
): Series {
  const periodMs = period * 1000
  const start = Math.max(fromMs, reader.now - threeHoursMs)
  const asked = { fromMs: Math.floor(start / periodMs) * periodMs, untilMs, periodMs }
  const sets = new Map<number, StatisticSet>()
  for (const metric of metrics) {
    for (const point of reader.read(metric, asked)) {
      const before = sets.get(point.at)
      sets.set(point.at, before ? together(before, point) : point)
    }
  }
  const sorted = [...sets].sort(([a], [b]) => a - b)
  const valueOf = values[query.function] ?? (() => Number.NaN)
  return finite({
    period,
    label,
    timestamps: sorted.map(([ms]) => ms),
    values: sorted.map(([, set]) => valueOf(set)),
  })
}

function ordered(all: readonly Series[], { order }: InsightsQuery): readonly Series[] {
  if (!order) return all.toSorted((a, b) => (a.label < b.label ? -1 : 1))
  const weigh = (series: Series): number => {
    if (order.by === 'COUNT') return series.values.length
    return aggregates[order.by]?.(series.values) ?? 0
  }
  const sorted = all.toSorted((a, b) => weigh(a) - weigh(b))
  return order.isDescending ? sorted.toReversed() : sorted
}
