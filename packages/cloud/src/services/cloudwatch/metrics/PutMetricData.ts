import type { PutMetricDataInput } from '@aws-sdk/client-cloudwatch'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { readDatum } from './read-datum.ts'

const mostMetrics = 1000

/**
 * Publishes data points: values, values with counts, or statistic sets, at a resolution of a second or a minute.
 * @limits 1 MB, 1,000 metrics, 30 dimensions each, 150 values each; from two weeks ago to two hours ahead.
 * @differs Data is there at once. Entities are accepted and not kept.
 */
export const PutMetricData = operation<PutMetricDataInput, void>(
  'PutMetricData',
  (ctx, { Namespace = '', MetricData = [], EntityMetricData = [] }) => {
    if (/^aws\//i.test(Namespace)) {
      throw new AwsError(
        'InvalidParameterValue',
        'The value AWS/ for parameter Namespace is invalid.',
      )
    }
    const groups = [
      ['MetricData', MetricData] as const,
      ...EntityMetricData.map(
        (each, at) =>
          [`EntityMetricData.member.${at + 1}.MetricData`, each.MetricData ?? []] as const,
      ),
    ]
    const count = groups.reduce((sum, [, data]) => sum + data.length, 0)
    if (count === 0) {
      throw new AwsError('MissingParameter', 'The parameter MetricData is required.')
    }
    if (count > mostMetrics) {
      throw new AwsError(
        'InvalidParameterValue',
        `The collection MetricData must not have a size greater than ${mostMetrics}.`,
      )
    }
    const samples = groups.flatMap(([path, data]) =>
      data.map((datum, at) => readDatum(Namespace, datum, `${path}.member.${at + 1}`, ctx.now)),
    )
    ctx.beforeCommit(() => ctx.host.metrics.put(ctx, samples))
  },
  { maxRequestBytes: 1024 * 1024 },
)
