import type {
  ComparisonOperator,
  MetricDataQuery,
  StandardUnit,
  StateValue,
  Statistic,
} from '@aws-sdk/client-cloudwatch'
import { collection, type ReadRecords } from '../../../engine/collection.ts'

interface CommonAlarm {
  /** Its name. */
  readonly id: string
  readonly arn: string
  readonly description?: string
  readonly configuredAt: number
  readonly actionsEnabled: boolean
  readonly okActions: readonly string[]
  readonly alarmActions: readonly string[]
  readonly insufficientDataActions: readonly string[]
  readonly state: AlarmState
  readonly tags: AlarmTags
  /** ARN of the scaling policy that it was made for, if it was. */
  readonly owner?: string
}

export type AlarmTags = readonly { readonly Key: string; readonly Value: string }[]

export interface AlarmState {
  readonly value: StateValue
  readonly reason: string
  /** JSON. */
  readonly reasonData?: string
  /** Also set by SetAlarmState when the value stays. */
  readonly updatedAt: number
  readonly transitionedAt: number
}

/** What an alarm is put into. */
export type NewState = Pick<AlarmState, 'value' | 'reason' | 'reasonData'>

/** How a metric alarm judges what it watches. */
export interface AlarmJudgement {
  readonly evaluationPeriods: number
  readonly datapointsToAlarm?: number
  readonly threshold: number
  readonly comparisonOperator: AlarmComparison
  readonly treatMissingData?: MissingData
  readonly evaluateLowSampleCountPercentile?: 'evaluate' | 'ignore'
}

export type AlarmComparison = Extract<
  ComparisonOperator,
  | 'GreaterThanOrEqualToThreshold'
  | 'GreaterThanThreshold'
  | 'LessThanThreshold'
  | 'LessThanOrEqualToThreshold'
>

export type MissingData = 'breaching' | 'notBreaching' | 'ignore' | 'missing'

export interface MetricAlarmRecord extends CommonAlarm, AlarmJudgement {
  readonly type: 'MetricAlarm'
  /** Of one metric; absent where it is a math expression's. */
  readonly watched?: WatchedMetric
  /** Of metric math, as they were put. */
  readonly metrics?: readonly MetricDataQuery[]
  /** Seconds; of metric math that of its metrics. */
  readonly period: number
}

export interface WatchedMetric {
  readonly namespace: string
  readonly metricName: string
  readonly dimensions: readonly { readonly name: string; readonly value: string }[]
  readonly statistic?: Statistic
  readonly extendedStatistic?: string
  readonly unit?: StandardUnit
}

export interface CompositeAlarmRecord extends CommonAlarm {
  readonly type: 'CompositeAlarm'
  readonly rule: string
  /** Names of the alarms that the rule is about. */
  readonly children: readonly string[]
  readonly suppressor?: Suppressor
  readonly suppression?: Suppression
}

export interface Suppressor {
  /** Name of the alarm. */
  readonly alarm: string
  /** As it was put: a name or an ARN. */
  readonly wish: string
  readonly waitSeconds: number
  readonly extensionSeconds: number
}

/** While actions of a composite alarm are held back. */
export interface Suppression {
  readonly by: 'Alarm' | 'ExtensionPeriod' | 'WaitPeriod'
  readonly reason: string
  readonly since: number
  /** The transition whose actions run if it ends. */
  readonly held?: { readonly from: StateValue; readonly to: StateValue }
}

export type AlarmRecord = MetricAlarmRecord | CompositeAlarmRecord

export const alarms = collection<AlarmRecord, 'metric' | 'child'>({
  name: 'cloudwatch/alarm',
  scope: 'region',
  indexes: {
    /** `<namespace> <metric name>` */
    metric: (alarm) =>
      alarm.type === 'MetricAlarm' && alarm.watched ? metricIndexKey(alarm.watched) : undefined,
    /** Names of the alarms that a composite one depends on. */
    child: (alarm) => (alarm.type === 'CompositeAlarm' ? dependenciesOf(alarm) : undefined),
  },
})

export function metricIndexKey(metric: {
  readonly namespace: string
  readonly metricName: string
}): string {
  return `${metric.namespace} ${metric.metricName}`
}

/** The alarms that a composite alarm listens to: those of its rule and its suppressor. */
export function dependenciesOf(alarm: CompositeAlarmRecord): readonly string[] {
  const { children, suppressor } = alarm
  return suppressor ? [...new Set([...children, suppressor.alarm])] : children
}

export function findAlarm(db: Pick<ReadRecords, 'get'>, name: string): AlarmRecord | undefined {
  return db.get(alarms, name)
}

export function alarmArn(
  scope: { readonly account: string; readonly region: string },
  name: string,
): string {
  return `arn:aws:cloudwatch:${scope.region}:${scope.account}:alarm:${name}`
}
