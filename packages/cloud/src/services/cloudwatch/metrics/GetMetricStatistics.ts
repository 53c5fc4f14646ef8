import type {
  Datapoint,
  GetMetricStatisticsInput,
  GetMetricStatisticsOutput,
} from '@aws-sdk/client-cloudwatch'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import type { Datapoint as Point } from '../../../metrics/metric.ts'
import { dimensionsOf } from './metric-reader.ts'
import { isPeriod, roundStart } from './periods.ts'
import { findStatistic, type Statistic } from './statistics.ts'

const mostDatapoints = 1440

/**
 * Gets statistics of one metric in periods from the start time on.
 * @limits 1,440 data points.
 */
export const GetMetricStatistics = operation<GetMetricStatisticsInput, GetMetricStatisticsOutput>(
  'GetMetricStatistics',
  (ctx, input) => {
    const { Namespace = '', MetricName = '', Period = 0 } = input
    const statistics = statisticsOf(input)
    const startMs = input.StartTime?.getTime() ?? 0
    const untilMs = input.EndTime?.getTime() ?? 0
    if (startMs >= untilMs) {
      throw invalid('The parameter StartTime must be less than the parameter EndTime.')
    }
    if (!isPeriod(Period)) {
      throw invalid('The parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60.')
    }
    const periodMs = Period * 1000
    const count = Math.ceil((untilMs - startMs) / periodMs)
    if (count > mostDatapoints) {
      throw new AwsError(
        'InvalidParameterCombination',
        `You have requested up to ${count} datapoints, which exceeds the limit of ${mostDatapoints}. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
      )
    }
    const metric = {
      namespace: Namespace,
      metricName: MetricName,
      dimensions: dimensionsOf(input.Dimensions),
    }
    const points = ctx.host.metrics.read(ctx, metric, {
      fromMs: roundStart(startMs, ctx.now, periodMs),
      untilMs,
      periodMs,
      unit: input.Unit,
      distributions: statistics.some(({ needsValues }) => needsValues),
    })
    return {
      Label: MetricName,
      Datapoints: points.flatMap((point) => toDatapoint(point, statistics) ?? []),
    }
  },
)

function statisticsOf({
  Statistics = [],
  ExtendedStatistics = [],
}: GetMetricStatisticsInput): readonly Statistic[] {
  if (Statistics.length === 0 && ExtendedStatistics.length === 0) {
    throw new AwsError(
      'InvalidParameterCombination',
      'At least one of the parameters ExtendedStatistics and Statistics must be specified.',
    )
  }
  if (Statistics.length > 0 && ExtendedStatistics.length > 0) {
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameters ExtendedStatistics and Statistics are mutually exclusive and you have specified both.',
    )
  }
  return [...Statistics, ...ExtendedStatistics].map((name) => {
    const statistic = findStatistic(name)
    if (statistic) return statistic
    throw invalid(`The value ${name} for parameter ExtendedStatistics is not supported.`)
  })
}

/** Undefined where none of the statistics is to be had. */
function toDatapoint(point: Point, statistics: readonly Statistic[]): Datapoint | undefined {
  const plain: Record<string, number> = {}
  const extended: Record<string, number> = {}
  for (const { name, needsValues, of } of statistics) {
    const value = of(point)
    if (value !== undefined) (needsValues ? extended : plain)[name] = value
  }
  const hasExtended = Object.keys(extended).length > 0
  if (!hasExtended && Object.keys(plain).length === 0) return undefined
  return {
    Timestamp: new Date(point.at),
    Unit: point.unit,
    ...plain,
    ...(hasExtended && { ExtendedStatistics: extended }),
  }
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message)
}
