import type { Input } from '@brume/console-api'
import type { FieldValues } from '../../../resources/FieldsDialog.tsx'
import type { Policy } from '../group.ts'

export const trackedMetrics = [
  'ASGAverageCPUUtilization',
  'ASGAverageNetworkIn',
  'ASGAverageNetworkOut',
  'ALBRequestCountPerTarget',
] as const
export const adjustments = ['ChangeInCapacity', 'PercentChangeInCapacity', 'ExactCapacity'] as const

type PutPolicy = Input<'auto-scaling', 'PutScalingPolicy'>
type Step = NonNullable<PutPolicy['StepAdjustments']>[number]

/** One step a line: from, to, change; a bound that is left out has no end: `0, 20, 1` and `20, , 2`. */
export function readSteps(text: string): Step[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const steps = lines.map((line): Step | undefined => {
    const [from = '', to = '', change = '', ...rest] = line.split(',').map((part) => part.trim())
    const isBound = (bound: string) => bound === '' || Number.isFinite(Number(bound))
    if (rest.length > 0 || !isBound(from) || !isBound(to) || !/^[+-]?\d+$/.test(change)) {
      return undefined
    }
    return {
      ...(from !== '' && { MetricIntervalLowerBound: Number(from) }),
      ...(to !== '' && { MetricIntervalUpperBound: Number(to) }),
      ScalingAdjustment: Number(change),
    }
  })
  const read = steps.flatMap((step) => step ?? [])
  return read.length === steps.length && read.length > 0 ? read : undefined
}

export function textOfSteps(policy: Policy | undefined): string {
  const steps = policy?.StepAdjustments ?? []
  if (steps.length === 0) return '0, 20, 1\n20, , 2'
  return steps
    .map(
      ({ MetricIntervalLowerBound: from, MetricIntervalUpperBound: to, ScalingAdjustment }) =>
        `${from ?? ''}, ${to ?? ''}, ${ScalingAdjustment ?? ''}`,
    )
    .join('\n')
}

export function toPolicy(group: string, values: FieldValues): PutPolicy {
  const { type = '', name, warmup, adjustment } = values
  const named = { AutoScalingGroupName: group, PolicyName: name, PolicyType: type }
  if (type === 'StepScaling') {
    return {
      ...named,
      AdjustmentType: adjustment,
      StepAdjustments: readSteps(values['steps'] ?? '') ?? [],
      EstimatedInstanceWarmup: Number(warmup),
    }
  }
  if (type === 'SimpleScaling') {
    return {
      ...named,
      AdjustmentType: adjustment,
      ScalingAdjustment: Number(values['amount']),
      Cooldown: Number(values['cooldown']),
    }
  }
  const metric = trackedMetrics.find((one) => one === values['metric'])
  return {
    ...named,
    EstimatedInstanceWarmup: Number(warmup),
    TargetTrackingConfiguration: {
      PredefinedMetricSpecification: {
        PredefinedMetricType: metric,
        ...(metric === 'ALBRequestCountPerTarget' && { ResourceLabel: values['label'] }),
      },
      TargetValue: Number(values['target']),
      DisableScaleIn: values['noScaleIn'] === 'yes',
    },
  }
}
