import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch'
import type { Context } from '../../../engine/context.ts'
import {
  alarmArn,
  alarms,
  findAlarm,
  type AlarmRecord,
  type AlarmState,
  type MetricAlarmRecord,
} from './alarm.ts'
import { dimensionsOf } from '../metrics/metric-reader.ts'
import { alarmTags } from './alarm-tags.ts'
import { checkMetricAlarm } from './check-metric-alarm.ts'
import { rememberConfiguration } from './history.ts'

export interface PutAlarmOptions {
  /** ARN of the scaling policy that the alarm is made for. */
  readonly owner?: string
}

/** Makes or replaces a metric alarm, as PutMetricAlarm does. A replaced one keeps its state and tags. */
export function putAlarm(
  ctx: Context,
  input: PutMetricAlarmInput,
  options: PutAlarmOptions = {},
): MetricAlarmRecord {
  const { judgement, period } = checkMetricAlarm(ctx, input)
  const before = findAlarm(ctx.db, input.AlarmName ?? '')
  const alarm: MetricAlarmRecord = {
    type: 'MetricAlarm',
    ...commonOf(ctx, input, before),
    ...judgement,
    ...(options.owner !== undefined && { owner: options.owner }),
    ...(input.Metrics ? { metrics: input.Metrics } : { watched: watchedOf(input) }),
    period,
  }
  store(ctx, alarm, before)
  return alarm
}

/** Deletes an alarm; says whether there was one. */
export function deleteAlarm(ctx: Context, name: string): boolean {
  const alarm = findAlarm(ctx.db, name)
  if (!alarm) return false
  ctx.db.delete(alarms, name)
  rememberConfiguration(ctx, alarm, 'Delete')
  return true
}

/** What every put of an alarm does with its record. */
export function store(ctx: Context, alarm: AlarmRecord, before: AlarmRecord | undefined): void {
  ctx.db.put(alarms, alarm)
  rememberConfiguration(ctx, alarm, before ? 'Update' : 'Create')
}

type CommonInput = Pick<
  PutMetricAlarmInput,
  | 'AlarmName'
  | 'AlarmDescription'
  | 'ActionsEnabled'
  | 'OKActions'
  | 'AlarmActions'
  | 'InsufficientDataActions'
  | 'Tags'
>

/** The part of an alarm that both kinds have. */
export function commonOf(ctx: Context, input: CommonInput, before: AlarmRecord | undefined) {
  const { AlarmName = '', AlarmDescription } = input
  return {
    id: AlarmName,
    arn: alarmArn(ctx, AlarmName),
    ...(AlarmDescription !== undefined && { description: AlarmDescription }),
    configuredAt: ctx.now,
    actionsEnabled: input.ActionsEnabled ?? true,
    okActions: input.OKActions ?? [],
    alarmActions: input.AlarmActions ?? [],
    insufficientDataActions: input.InsufficientDataActions ?? [],
    state: before?.state ?? initialState(ctx.now),
    // Tags of a put are for a new alarm alone: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
    tags: before?.tags ?? alarmTags(input.Tags),
  }
}

function initialState(now: number): AlarmState {
  return {
    value: 'INSUFFICIENT_DATA',
    reason: 'Unchecked: Initial alarm creation',
    updatedAt: now,
    transitionedAt: now,
  }
}

function watchedOf(input: PutMetricAlarmInput): NonNullable<MetricAlarmRecord['watched']> {
  const { Namespace = '', MetricName = '', Statistic, ExtendedStatistic, Unit } = input
  return {
    namespace: Namespace,
    metricName: MetricName,
    dimensions: dimensionsOf(input.Dimensions),
    ...(Statistic !== undefined && { statistic: Statistic }),
    ...(ExtendedStatistic !== undefined && { extendedStatistic: ExtendedStatistic }),
    ...(Unit !== undefined && { unit: Unit }),
  }
}
