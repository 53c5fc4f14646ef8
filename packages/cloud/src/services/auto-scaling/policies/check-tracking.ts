import type {
  CustomizedMetricSpecification,
  PredefinedMetricSpecification,
  TargetTrackingConfiguration,
} from '@aws-sdk/client-auto-scaling'
import { unsupported, validationError } from '../errors.ts'

// What AWS says was seen in https://github.com/badmintoncryer/cdk-preflight (rules/autoscaling/pf-asg-tt-*).

/** The configuration of a target tracking policy, if AWS would take it. */
export function checkTracking(
  asked: TargetTrackingConfiguration | undefined,
): TargetTrackingConfiguration {
  if (!asked) throw validationError('You should provide a TargetTrackingConfiguration')
  const { PredefinedMetricSpecification: predefined, CustomizedMetricSpecification: own } = asked
  if (!predefined === !own) {
    throw validationError(
      'You should provide either a CustomizedMetricSpecification or a PredefinedMetricSpecification',
    )
  }
  if (predefined) checkPredefined(predefined)
  if (own) checkCustomized(own)
  const { TargetValue: target } = asked
  if (target === undefined || !(target >= 8.51592e-12 && target <= 1.174271e17)) {
    throw validationError('Target value must be between 8.51592E-12 and 1.174271E17')
  }
  return asked
}

const predefinedTypes = [
  'ASGAverageCPUUtilization',
  'ASGAverageNetworkIn',
  'ASGAverageNetworkOut',
  'ALBRequestCountPerTarget',
]

/** `app/<balancer>/<id>/targetgroup/<target group>/<id>` */
const labelForm = /^(app\/[^/]+\/[0-9a-f]+)\/(targetgroup\/[^/]+\/[0-9a-f]+)$/

/** The balancer and the target group that a resource label names. */
export function readResourceLabel(
  label: string,
): { readonly loadBalancer: string; readonly targetGroup: string } | undefined {
  const [, loadBalancer, targetGroup] = labelForm.exec(label) ?? []
  return loadBalancer !== undefined && targetGroup !== undefined
    ? { loadBalancer, targetGroup }
    : undefined
}

function checkPredefined({
  PredefinedMetricType: type = 'ASGAverageCPUUtilization',
  ResourceLabel: label,
}: PredefinedMetricSpecification): void {
  if (type === 'ASGAverageCPUUtilizationHighResolution') {
    throw unsupported('The predefined metric type ASGAverageCPUUtilizationHighResolution')
  }
  if (!predefinedTypes.includes(type)) {
    throw validationError(`Predefined metric type ${String(type)} is not supported`)
  }
  if (type !== 'ALBRequestCountPerTarget') {
    if (label === undefined) return
    throw validationError(
      `Resource label should not be specified for predefined metric type ${type}`,
    )
  }
  if (label === undefined) {
    throw validationError(`Resource label should be specified for predefined metric type ${type}`)
  }
  if (!readResourceLabel(label)) throw validationError(`Invalid resource label '${label}'`)
}

const plainMembers = [
  'Dimensions',
  'MetricName',
  'Namespace',
  'Statistic',
  'Unit',
  'Period',
] as const

function checkCustomized(own: CustomizedMetricSpecification): void {
  const queries = own.Metrics ?? []
  if (queries.length === 0) {
    const missing = (['MetricName', 'Namespace', 'Statistic'] as const).find(
      (member) => own[member] === undefined,
    )
    if (missing !== undefined) {
      throw validationError(`A customized metric specification must have ${missing} specified`)
    }
    return checkPeriod(own.Period)
  }
  if (plainMembers.some((member) => own[member] !== undefined)) {
    throw validationError(
      `A customized metric specification with 'Metrics' specified cannot have any of [${plainMembers.map((name) => `'${name}'`).join(', ')}] specified as well`,
    )
  }
  if (queries.length > 10) throw validationError('At most 10 metrics can be specified')
  for (const { Expression, MetricStat, Period } of queries) {
    if ((Expression === undefined) === (MetricStat === undefined)) {
      const both = MetricStat === undefined ? '' : ' and you have specified both'
      throw validationError(
        `The parameters MetricDataQuery Expression and MetricStat are mutually exclusive${both}`,
      )
    }
    checkPeriod(Period)
    checkPeriod(MetricStat?.Period)
  }
  const periods = queries.flatMap(({ MetricStat }) => (MetricStat ? [MetricStat.Period ?? 60] : []))
  if (new Set(periods).size > 1) {
    throw validationError('All metrics in the alarm should have the same period')
  }
  if (queries.filter(({ ReturnData: returns = true }) => returns).length !== 1) {
    throw validationError('Exactly one element of the metrics list should return data')
  }
}

/** 10 and 30 seconds, or 60, which is the default. */
function checkPeriod(seconds: number | undefined): void {
  if (seconds === undefined || seconds === 10 || seconds === 30 || seconds === 60) return
  if (seconds > 60) throw validationError("A metric period greater than 60 isn't supported")
  throw validationError('The metric period must be 10, 30 or 60 seconds')
}
