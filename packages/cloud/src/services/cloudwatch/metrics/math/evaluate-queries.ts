import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch'
import { Evaluation, invalid } from './evaluation.ts'
import { isInsights } from './insights.ts'
import { dynamicLabel, isDynamic, type LabelScope } from './labels.ts'
import type { EvaluateQueries, MetricReader, QueryRange, QueryResult } from './query.ts'
import type { Series, Value } from './values.ts'

/** All queries over the range, in their order. Both GetMetricData and alarms on metric math ask it. */
export const evaluateQueries: EvaluateQueries = (reader, queries, range) => [
  ...evaluateEach(reader, queries, range, 0, reader),
]

/** The same one by one, from a query on: what nobody takes is not read. */
export function* evaluateEach(
  reader: MetricReader,
  queries: readonly MetricDataQuery[],
  range: QueryRange,
  from: number,
  labels: LabelScope,
): Generator<QueryResult & { readonly query: number }> {
  checkQueries(queries)
  const evaluation = new Evaluation(reader, queries, range)
  for (const [at, query] of queries.entries()) {
    if (at < from) continue
    const value = evaluation.of(query)
    const { Id: id = '', ReturnData: returned = true } = query
    for (const series of labelled(query, value, labels)) {
      const { label, timestamps, values, period } = series
      yield { query: at, id, label, timestamps, values, period, messages: [], returned }
    }
  }
}

function labelled(
  { Id = '', Label, Expression }: MetricDataQuery,
  value: Value,
  scope: LabelScope,
): readonly Series[] {
  if (value.kind === 'array') {
    if (Label === undefined) return value.all
    return value.all.map((series) => ({
      ...series,
      label: isDynamic(Label) ? dynamicLabel(Label, series, scope) : `${Label} ${series.label}`,
    }))
  }
  if (value.kind !== 'series') return []
  const series = Expression === undefined ? value.series : { ...value.series, label: Id }
  return [
    { ...series, label: Label === undefined ? series.label : dynamicLabel(Label, series, scope) },
  ]
}

function checkQueries(queries: readonly MetricDataQuery[]): void {
  for (const [at, { Id = '', MetricStat, Expression }] of queries.entries()) {
    if (!/^[a-z][a-zA-Z0-9_]*$/.test(Id)) {
      throw invalid(
        `The value ${Id} for parameter MetricDataQueries.member.${at + 1}.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`,
      )
    }
    const path = `MetricDataQueries.member.${at + 1}`
    if (MetricStat === undefined && Expression === undefined) {
      throw invalid(`The parameter ${path}.MetricStat is required.\n`)
    }
    if (MetricStat !== undefined && Expression !== undefined) {
      throw invalid(
        `The parameters ${path}.MetricStat and ${path}.Expression are mutually exclusive and you have specified both.`,
      )
    }
  }
  if (queries.filter(({ Expression = '' }) => isInsights(Expression)).length > 1) {
    throw invalid('At most one Metrics Insights query can be specified.')
  }
  if (new Set(queries.map(({ Id }) => Id)).size < queries.length) {
    throw invalid('The values for parameter id in MetricDataQueries are not unique.')
  }
}
