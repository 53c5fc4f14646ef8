import type { Dimension } from '@aws-sdk/client-cloudwatch'
import type { MetricDimension, MetricPlace, MetricStore } from '../../../metrics/metric.ts'
import type { MetricReader } from './math/query.ts'

/** The data points of the caller's account and Region. */
export function metricReader(
  ctx: MetricPlace & { readonly now: number; readonly host: { readonly metrics: MetricStore } },
): MetricReader {
  const { account, region, now } = ctx
  const { metrics } = ctx.host
  const place = { account, region }
  return {
    account,
    region,
    now,
    read: (metric, range) => metrics.read(place, metric, range),
    list: (wish) => metrics.list(place, wish),
  }
}

/** Dimensions of an input as the store names them. */
export function dimensionsOf(dimensions: readonly Dimension[] = []): MetricDimension[] {
  return dimensions.map(({ Name = '', Value = '' }) => ({ name: Name, value: Value }))
}
