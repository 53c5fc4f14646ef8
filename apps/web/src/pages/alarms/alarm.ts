import type { FeedItem } from '@brume/console-api'
import type { StateValue } from '@brume/ec2-model'
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import type { PlainKey, Translate } from '../../i18n/index.ts'
import { dimensionsOf, unitOf, type ChartSpec } from '../../resources/charts/metric.ts'

/** Of a metric, or of other alarms. */
export type Alarm = FeedItem<'alarms'>
export type MetricAlarm = Extract<Alarm, { ComparisonOperator?: unknown }>

export type CompositeAlarm = Exclude<Alarm, { ComparisonOperator?: unknown }>

export const nameOfAlarm = ({ AlarmName = '' }: Alarm): string => AlarmName

export function isMetricAlarm(alarm: Alarm): alarm is MetricAlarm {
  return !('AlarmRule' in alarm && alarm.AlarmRule !== undefined)
}

export type AlarmState = StateValue

export const stateTexts: Readonly<Record<AlarmState, PlainKey>> = {
  OK: 'alarms.ok',
  ALARM: 'alarms.inAlarm',
  INSUFFICIENT_DATA: 'alarms.insufficient',
}

export const stateTypes: Readonly<Record<AlarmState, StatusIndicatorProps.Type>> = {
  OK: 'success',
  ALARM: 'error',
  INSUFFICIENT_DATA: 'info',
}

/** What CloudWatch compares a metric with, as AWS's console writes it. */
export const operators = {
  GreaterThanThreshold: '>',
  GreaterThanOrEqualToThreshold: '>=',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '<=',
} as const

export type Operator = keyof typeof operators

export function isOperator(word: string | undefined): word is Operator {
  return word !== undefined && Object.hasOwn(operators, word)
}

/** `CPUUtilization > 50 for 3 datapoints within 3 minutes`; a composite alarm's rule. */
export function conditionOf(alarm: Alarm, t: Translate): string {
  if (!isMetricAlarm(alarm)) return alarm.AlarmRule ?? ''
  const { ComparisonOperator, Threshold, EvaluationPeriods = 1 } = alarm
  const sign = isOperator(ComparisonOperator) ? operators[ComparisonOperator] : ComparisonOperator
  return t('alarms.condition', {
    metric: subjectOf(alarm),
    sign: sign ?? '',
    threshold: String(Threshold ?? ''),
    points: String(alarm.DatapointsToAlarm ?? EvaluationPeriods),
    minutes: String((EvaluationPeriods * periodOfAlarm(alarm)) / 60),
  })
}

/** The metric's name, or the label of the expression that is watched. */
export function subjectOf({ MetricName, Metrics = [] }: MetricAlarm): string {
  const watched = Metrics.find(({ ReturnData }) => ReturnData)
  return MetricName ?? watched?.Label ?? watched?.Expression ?? watched?.Id ?? ''
}

export function periodOfAlarm({ Period, Metrics = [] }: MetricAlarm): number {
  return (
    Period ?? Math.max(0, ...Metrics.map((one) => one.MetricStat?.Period ?? one.Period ?? 0)) ?? 60
  )
}

/** What an alarm watches, with its threshold, as a chart. */
export function chartOf(alarm: MetricAlarm, title: string): ChartSpec {
  const { Namespace = '', MetricName, Threshold, Metrics = [] } = alarm
  const thresholds =
    Threshold === undefined
      ? []
      : [{ label: `${subjectOf(alarm)} = ${Threshold}`, value: Threshold }]
  if (MetricName !== undefined) {
    return {
      id: 'alarm',
      title,
      unit: unitOf(MetricName),
      thresholds,
      lines: [
        {
          id: 'm',
          label: MetricName,
          statistic: alarm.Statistic ?? alarm.ExtendedStatistic ?? 'Average',
          metric: {
            namespace: Namespace,
            name: MetricName,
            dimensions: dimensionsOf(alarm.Dimensions),
          },
        },
      ],
    }
  }
  return {
    id: 'alarm',
    title,
    unit: 'count',
    thresholds,
    lines: Metrics.map(({ Id = 'm', Label, Expression, MetricStat, ReturnData }) => {
      const shown = { id: Id, label: Label ?? Id, hidden: !ReturnData }
      if (Expression !== undefined) return { ...shown, expression: Expression }
      const { Metric = {}, Stat = 'Average' } = MetricStat ?? {}
      return {
        ...shown,
        statistic: Stat,
        metric: {
          namespace: Metric.Namespace ?? '',
          name: Metric.MetricName ?? '',
          dimensions: dimensionsOf(Metric.Dimensions),
        },
      }
    }),
  }
}
