import type { PlainKey } from '../../i18n/index.ts'
import type { ChartUnit } from './metric.ts'

/** The charts of an instance, in the order of AWS's console: metric, unit, statistic. */
export const ec2Charts = [
  ['CPUUtilization', 'percent', 'Average'],
  ['NetworkIn', 'bytes', 'Average'],
  ['NetworkOut', 'bytes', 'Average'],
  ['NetworkPacketsIn', 'count', 'Average'],
  ['NetworkPacketsOut', 'count', 'Average'],
  ['EBSReadBytes', 'bytes', 'Average'],
  ['EBSWriteBytes', 'bytes', 'Average'],
  ['StatusCheckFailed', 'count', 'Maximum'],
  ['StatusCheckFailed_Instance', 'count', 'Maximum'],
  ['StatusCheckFailed_System', 'count', 'Maximum'],
] as const satisfies readonly (readonly [string, ChartUnit, string])[]

/** Of types that burst. */
export const creditCharts = [
  ['CPUCreditUsage', 'count', 'Sum'],
  ['CPUCreditBalance', 'count', 'Average'],
] as const satisfies readonly (readonly [string, ChartUnit, string])[]

export type Ec2Metric = (typeof ec2Charts)[number][0] | (typeof creditCharts)[number][0]

export const ec2MetricTitle = (name: Ec2Metric): PlainKey => `ec2Metrics.${name}`
