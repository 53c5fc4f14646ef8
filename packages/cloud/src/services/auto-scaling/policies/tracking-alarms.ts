import type { PredefinedMetricSpecification } from '@aws-sdk/client-auto-scaling'
import type { MetricDataQuery, PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch'
import type { Context } from '../../../engine/context.ts'
import { deleteAlarm, putAlarm } from '../../cloudwatch/alarms/put-alarm.ts'
import { readResourceLabel } from './check-tracking.ts'
import { policies, type PolicyRecord, type TrackingPolicyRecord } from './policy.ts'
import { lowShare } from './tracking.ts'

/** Names for the alarms of a new policy; https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html */
export function nameAlarms(ctx: Context, group: string): { high: string; low: string } {
  return {
    high: `TargetTracking-${group}-AlarmHigh-${ctx.chance.uuid()}`,
    low: `TargetTracking-${group}-AlarmLow-${ctx.chance.uuid()}`,
  }
}

/** Makes a policy's alarms say what the policy says now. */
export function putTrackingAlarms(ctx: Context, policy: TrackingPolicyRecord): void {
  for (const side of ['high', 'low'] as const) {
    const name = policy.alarms[side]
    if (name !== undefined) putAlarm(ctx, alarmInput(policy, side, name), { owner: policy.id })
  }
}

export function dropPolicy(ctx: Context, policy: PolicyRecord): void {
  dropTrackingAlarms(ctx, policy)
  ctx.db.delete(policies, policy.id)
}

/** A policy's alarms go with it. */
export function dropTrackingAlarms(ctx: Context, policy: PolicyRecord): void {
  if (policy.type !== 'TargetTrackingScaling') return
  for (const name of Object.values(policy.alarms)) deleteAlarm(ctx, name)
}

function alarmInput(
  policy: TrackingPolicyRecord,
  side: 'high' | 'low',
  AlarmName: string,
): PutMetricAlarmInput {
  const { TargetValue: target = 0 } = policy.configuration
  return {
    AlarmName,
    AlarmDescription: `DO NOT EDIT OR DELETE. For TargetTrackingScaling policy ${policy.id}.`,
    ActionsEnabled: true,
    AlarmActions: [policy.id],
    ...metricOf(policy),
    ...(side === 'high'
      ? { EvaluationPeriods: 3, Threshold: target, ComparisonOperator: 'GreaterThanThreshold' }
      : {
          EvaluationPeriods: 15,
          Threshold: lowThreshold(target),
          ComparisonOperator: 'LessThanThreshold',
        }),
  }
}

/** Without the noise of binary fractions: nine tenths of 0.7 is 0.63. */
function lowThreshold(target: number): number {
  return Number((target * lowShare).toPrecision(12))
}

type AlarmMetric = Pick<
  PutMetricAlarmInput,
  'Namespace' | 'MetricName' | 'Dimensions' | 'Statistic' | 'Unit' | 'Period' | 'Metrics'
>

function metricOf({ configuration, group }: TrackingPolicyRecord): AlarmMetric {
  const { PredefinedMetricSpecification: predefined, CustomizedMetricSpecification: own } =
    configuration
  if (predefined) return predefinedMetric(predefined, group)
  if (!own?.Metrics?.length) {
    return {
      Namespace: own?.Namespace,
      MetricName: own?.MetricName,
      Dimensions: own?.Dimensions?.map(({ Name, Value }) => ({ Name, Value })),
      Statistic: own?.Statistic,
      Unit: unitOf(own?.Unit),
      Period: own?.Period ?? 60,
    }
  }
  return {
    Metrics: own.Metrics.map(({ MetricStat, ...query }): MetricDataQuery => ({
      ...query,
      ...(MetricStat && {
        MetricStat: {
          ...MetricStat,
          Unit: unitOf(MetricStat.Unit),
          Period: MetricStat.Period ?? 60,
        },
      }),
    })),
  }
}

/** Auto Scaling takes any text as a unit; CloudWatch, which judges it, does not. */
function unitOf(unit: string | undefined): AlarmMetric['Unit'] {
  return unit as AlarmMetric['Unit']
}

const ofGroup: Readonly<Record<string, string>> = {
  ASGAverageCPUUtilization: 'CPUUtilization',
  ASGAverageNetworkIn: 'NetworkIn',
  ASGAverageNetworkOut: 'NetworkOut',
}

function predefinedMetric(
  { PredefinedMetricType: type, ResourceLabel: label = '' }: PredefinedMetricSpecification,
  group: string,
): AlarmMetric {
  const balanced = type === 'ALBRequestCountPerTarget' ? readResourceLabel(label) : undefined
  if (balanced) {
    return {
      Namespace: 'AWS/ApplicationELB',
      MetricName: 'RequestCountPerTarget',
      Dimensions: [
        { Name: 'TargetGroup', Value: balanced.targetGroup },
        { Name: 'LoadBalancer', Value: balanced.loadBalancer },
      ],
      Statistic: 'Sum',
      Period: 60,
    }
  }
  return {
    Namespace: 'AWS/EC2',
    MetricName: ofGroup[type ?? ''],
    Dimensions: [{ Name: 'AutoScalingGroupName', Value: group }],
    Statistic: 'Average',
    Period: 60,
  }
}
