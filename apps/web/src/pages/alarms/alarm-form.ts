import type { Input } from '@brume/console-api'
import { isOperator, type MetricAlarm, type Operator } from './alarm.ts'
import { dimensionsOf } from '../../resources/charts/metric.ts'

/** What a person says of an alarm; numbers as typed. */
export interface AlarmForm {
  readonly name: string
  readonly description: string
  readonly namespace: string
  readonly metricName: string
  readonly dimensions: Readonly<Record<string, string>> | undefined
  readonly statistic: string
  readonly period: number
  readonly operator: Operator
  readonly threshold: string
  readonly points: string
  readonly periods: string
  readonly missing: MissingData
  /** ARNs, by the state that they answer to. */
  readonly actions: Readonly<Record<'ALARM' | 'OK' | 'INSUFFICIENT_DATA', readonly string[]>>
}

export const missingData = ['missing', 'notBreaching', 'breaching', 'ignore'] as const
export type MissingData = (typeof missingData)[number]

export const emptyForm: AlarmForm = {
  name: '',
  description: '',
  namespace: 'AWS/EC2',
  metricName: 'CPUUtilization',
  dimensions: undefined,
  statistic: 'Average',
  period: 300,
  operator: 'GreaterThanThreshold',
  threshold: '',
  points: '1',
  periods: '1',
  missing: 'missing',
  actions: { ALARM: [], OK: [], INSUFFICIENT_DATA: [] },
}

/** The form of an alarm that is there. */
export function formOf(alarm: MetricAlarm): AlarmForm {
  const periods = String(alarm.EvaluationPeriods ?? 1)
  return {
    name: alarm.AlarmName ?? '',
    description: alarm.AlarmDescription ?? '',
    namespace: alarm.Namespace ?? '',
    metricName: alarm.MetricName ?? '',
    dimensions: dimensionsOf(alarm.Dimensions),
    statistic: alarm.Statistic ?? alarm.ExtendedStatistic ?? 'Average',
    period: alarm.Period ?? 300,
    operator: isOperator(alarm.ComparisonOperator)
      ? alarm.ComparisonOperator
      : 'GreaterThanThreshold',
    threshold: String(alarm.Threshold ?? ''),
    points: String(alarm.DatapointsToAlarm ?? periods),
    periods,
    missing: missingData.find((one) => one === alarm.TreatMissingData) ?? 'missing',
    actions: {
      ALARM: alarm.AlarmActions ?? [],
      OK: alarm.OKActions ?? [],
      INSUFFICIENT_DATA: alarm.InsufficientDataActions ?? [],
    },
  }
}

export type FormFault = 'name' | 'metric' | 'threshold' | 'points'

/** What is missing or wrong, field by field. */
export function faultsOf(form: AlarmForm): readonly FormFault[] {
  const faults: FormFault[] = []
  if (form.name.trim() === '' || form.name.length > 255) faults.push('name')
  if (form.metricName === '' || form.dimensions === undefined) faults.push('metric')
  if (form.threshold.trim() === '' || !Number.isFinite(Number(form.threshold))) {
    faults.push('threshold')
  }
  const points = Number(form.points)
  const periods = Number(form.periods)
  const whole = Number.isInteger(points) && Number.isInteger(periods)
  if (!whole || points < 1 || points > periods || periods * form.period > 7 * 86_400) {
    faults.push('points')
  }
  return faults
}

const plainStatistics = ['Average', 'Maximum', 'Minimum', 'SampleCount', 'Sum'] as const

export function toInput(form: AlarmForm): Input<'cloudwatch', 'PutMetricAlarm'> {
  const plain = plainStatistics.find((one) => one === form.statistic)
  return {
    AlarmName: form.name.trim(),
    ...(form.description !== '' && { AlarmDescription: form.description }),
    Namespace: form.namespace,
    MetricName: form.metricName,
    Dimensions: Object.entries(form.dimensions ?? {}).map(([Name, Value]) => ({ Name, Value })),
    ...(plain ? { Statistic: plain } : { ExtendedStatistic: form.statistic }),
    Period: form.period,
    ComparisonOperator: form.operator,
    Threshold: Number(form.threshold),
    EvaluationPeriods: Number(form.periods),
    DatapointsToAlarm: Number(form.points),
    TreatMissingData: form.missing,
    AlarmActions: [...form.actions.ALARM],
    OKActions: [...form.actions.OK],
    InsufficientDataActions: [...form.actions.INSUFFICIENT_DATA],
  }
}
