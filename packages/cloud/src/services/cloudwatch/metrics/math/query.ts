import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch'
import type { MetricName, MetricStore } from '../../../../metrics/metric.ts'

/** What expressions reach of the data points: those of one account and Region. */
export interface MetricReader {
  read(
    metric: MetricName,
    range: Parameters<MetricStore['read']>[2],
  ): ReturnType<MetricStore['read']>
  /** For SEARCH and Metrics Insights: metrics with data in the last two weeks. */
  list(wish: Parameters<MetricStore['list']>[1]): readonly MetricName[]
  readonly account: string
  readonly region: string
  /** The account's present, ms since the epoch. */
  readonly now: number
}

/** From included, until not. */
export interface QueryRange {
  readonly fromMs: number
  readonly untilMs: number
}

/** One time series of a query; an expression may give several. */
export interface QueryResult {
  readonly id: string
  readonly label: string
  /** Begins of periods, ms since the epoch, ascending. */
  readonly timestamps: readonly number[]
  readonly values: readonly number[]
  /** Of the series, seconds. */
  readonly period: number
  readonly messages: readonly { readonly code: string; readonly value: string }[]
  /** ReturnData; those that are not are only intermediate. */
  readonly returned: boolean
}

/**
 * All queries over the range, in their order: pure, but for the reader. Throws AWS's errors for queries that are wrong.
 * Both GetMetricData and alarms on metric math ask it.
 */
export type EvaluateQueries = (
  read: MetricReader,
  queries: readonly MetricDataQuery[],
  range: QueryRange,
) => readonly QueryResult[]
