import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch'
import type { AlarmRecord, CompositeAlarmRecord, MetricAlarmRecord } from './alarm.ts'

/** The alarm as DescribeAlarms answers it. */
export function describeAlarm(alarm: AlarmRecord): MetricAlarm | CompositeAlarm {
  return alarm.type === 'MetricAlarm' ? describeMetricAlarm(alarm) : describeCompositeAlarm(alarm)
}

export function describeMetricAlarm(alarm: MetricAlarmRecord): MetricAlarm {
  const { watched, metrics } = alarm
  return {
    ...describeCommon(alarm),
    ...(watched && {
      MetricName: watched.metricName,
      Namespace: watched.namespace,
      Statistic: watched.statistic,
      ExtendedStatistic: watched.extendedStatistic,
      Dimensions: watched.dimensions.map(({ name, value }) => ({ Name: name, Value: value })),
      Period: alarm.period,
      Unit: watched.unit,
    }),
    EvaluationPeriods: alarm.evaluationPeriods,
    DatapointsToAlarm: alarm.datapointsToAlarm,
    Threshold: alarm.threshold,
    ComparisonOperator: alarm.comparisonOperator,
    TreatMissingData: alarm.treatMissingData,
    EvaluateLowSampleCountPercentile: alarm.evaluateLowSampleCountPercentile,
    ...(metrics && { Metrics: [...metrics] }),
  }
}

export function describeCompositeAlarm(alarm: CompositeAlarmRecord): CompositeAlarm {
  const { suppressor, suppression } = alarm
  return {
    ...describeCommon(alarm),
    AlarmRule: alarm.rule,
    ...(suppressor && {
      ActionsSuppressor: suppressor.wish,
      ActionsSuppressorWaitPeriod: suppressor.waitSeconds,
      ActionsSuppressorExtensionPeriod: suppressor.extensionSeconds,
    }),
    ...(suppression && {
      ActionsSuppressedBy: suppression.by,
      ActionsSuppressedReason: suppression.reason,
    }),
  }
}

function describeCommon(alarm: AlarmRecord) {
  const { state } = alarm
  return {
    AlarmName: alarm.id,
    AlarmArn: alarm.arn,
    AlarmDescription: alarm.description,
    AlarmConfigurationUpdatedTimestamp: new Date(alarm.configuredAt),
    ActionsEnabled: alarm.actionsEnabled,
    OKActions: [...alarm.okActions],
    AlarmActions: [...alarm.alarmActions],
    InsufficientDataActions: [...alarm.insufficientDataActions],
    StateValue: state.value,
    StateReason: state.reason,
    StateReasonData: state.reasonData,
    StateUpdatedTimestamp: new Date(state.updatedAt),
    StateTransitionedTimestamp: new Date(state.transitionedAt),
  }
}
