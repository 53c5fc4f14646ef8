import type { ListMetricsInput, ListMetricsOutput, Metric } from '@aws-sdk/client-cloudwatch'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import type { MetricName } from '../../../metrics/metric.ts'

const pageSize = 500
const threeHoursMs = 3 * 3_600_000

/**
 * Lists the metrics that had data in the last two weeks.
 * @limits 500 a page.
 * @differs New metrics are listed at once. There are no linked accounts.
 */
export const ListMetrics = operation<ListMetricsInput, ListMetricsOutput>(
  'ListMetrics',
  (ctx, input) => {
    const { Namespace, MetricName: metricName, Dimensions = [], RecentlyActive } = input
    const all = ctx.host.metrics.list(ctx, {
      namespace: Namespace,
      metricName,
      dimensions: Dimensions.map(({ Name = '', Value }) => ({ name: Name, value: Value })),
      ...(RecentlyActive === 'PT3H' && { activeWithinMs: threeHoursMs }),
    })
    const start = input.NextToken === undefined ? 0 : readToken(input.NextToken)
    const end = start + pageSize
    return {
      Metrics: all.slice(start, end).map(toMetric),
      NextToken: end < all.length ? Buffer.from(`metrics:${end}`).toString('base64') : undefined,
    }
  },
)

export function toMetric({ namespace, metricName, dimensions }: MetricName): Metric {
  return {
    Namespace: namespace,
    MetricName: metricName,
    Dimensions: dimensions.map(({ name, value }) => ({ Name: name, Value: value })),
  }
}

function readToken(token: string): number {
  const [, start] = /^metrics:(\d+)$/.exec(Buffer.from(token, 'base64').toString()) ?? []
  if (start !== undefined) return Number(start)
  throw new AwsError('InvalidParameterValue', 'Request parameter NextToken is invalid')
}
