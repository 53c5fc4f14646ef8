import type {
  DescribeAlarmsForMetricInput,
  DescribeAlarmsForMetricOutput,
} from '@aws-sdk/client-cloudwatch'
import { operation } from '../../../engine/operation.ts'
import { keyOf } from '../../../metrics/metric-key.ts'
import { alarms, metricIndexKey, type MetricAlarmRecord } from './alarm.ts'
import { dimensionsOf } from '../metrics/metric-reader.ts'
import { describeMetricAlarm } from './shapes.ts'

/**
 * The alarms on one metric; those without the dimensions that are asked for are others.
 * @limits Not alarms on metric math.
 */
export const DescribeAlarmsForMetric = operation<
  DescribeAlarmsForMetricInput,
  DescribeAlarmsForMetricOutput
>('DescribeAlarmsForMetric', (ctx, input) => {
  const { Namespace: namespace = '', MetricName: metricName = '' } = input
  const metric = { namespace, metricName, dimensions: dimensionsOf(input.Dimensions) }
  const key = keyOf(metric)
  return {
    MetricAlarms: ctx.db
      .by(alarms, 'metric', metricIndexKey(metric))
      .flatMap((alarm) =>
        alarm.type === 'MetricAlarm' &&
        alarm.watched &&
        keyOf(alarm.watched) === key &&
        fits(alarm, input)
          ? describeMetricAlarm(alarm)
          : [],
      ),
  }
})

function fits(alarm: MetricAlarmRecord, input: DescribeAlarmsForMetricInput): boolean {
  const { Statistic, ExtendedStatistic, Period, Unit } = input
  return (
    (Statistic === undefined || Statistic === alarm.watched?.statistic) &&
    (ExtendedStatistic === undefined || ExtendedStatistic === alarm.watched?.extendedStatistic) &&
    (Period === undefined || Period === alarm.period) &&
    (Unit === undefined || Unit === alarm.watched?.unit)
  )
}
