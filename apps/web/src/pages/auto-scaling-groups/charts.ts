import type { Translate } from '../../i18n/index.ts'
import type { ChartSpec, ChartThreshold } from '../../resources/charts/metric.ts'
import { nameOfGroup, type Group, type Policy } from './group.ts'

/** The average load of a group, with what its policies aim at. */
export function loadChart(group: Group, policies: readonly Policy[], t: Translate): ChartSpec {
  return {
    id: 'load',
    title: t('asg.chart.load'),
    unit: 'percent',
    statistic: 'Average',
    thresholds: policies.flatMap((policy): ChartThreshold[] => {
      const { TargetTrackingConfiguration: tracking, PolicyName = '' } = policy
      const metric = tracking?.PredefinedMetricSpecification?.PredefinedMetricType
      return metric === 'ASGAverageCPUUtilization' && tracking?.TargetValue !== undefined
        ? [{ label: `${PolicyName} = ${tracking.TargetValue}`, value: tracking.TargetValue }]
        : []
    }),
    lines: [
      {
        id: 'cpu',
        label: t('asg.chart.cpu'),
        metric: {
          namespace: 'AWS/EC2',
          name: 'CPUUtilization',
          dimensions: { AutoScalingGroupName: nameOfGroup(group) },
        },
      },
    ],
  }
}

export const groupMetrics = [
  'GroupDesiredCapacity',
  'GroupInServiceInstances',
  'GroupPendingInstances',
  'GroupTerminatingInstances',
] as const

/** How many instances there are, and should be. */
export function sizeChart(group: Group, t: Translate): ChartSpec {
  return {
    id: 'size',
    title: t('asg.chart.size'),
    unit: 'count',
    statistic: 'Average',
    lines: groupMetrics.map((name) => ({
      id: name.toLowerCase(),
      label: t(`asg.chart.${name}`),
      metric: {
        namespace: 'AWS/AutoScaling',
        name,
        dimensions: { AutoScalingGroupName: nameOfGroup(group) },
      },
    })),
  }
}
