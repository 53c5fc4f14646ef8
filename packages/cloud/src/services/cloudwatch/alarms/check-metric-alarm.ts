import type { MetricDataQuery, PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch'
import { AwsError } from '../../../errors.ts'
import type { AlarmComparison, AlarmJudgement, MissingData } from './alarm.ts'
import { evaluateQueries } from '../metrics/math/evaluate-queries.ts'
import { findStatistic } from '../metrics/statistics.ts'
import { checkActions, isInstanceAction } from './check-actions.ts'

interface Scope {
  readonly account: string
  readonly region: string
}

/** The input's own part of a metric alarm; throws what PutMetricAlarm refuses. */
export function checkMetricAlarm(
  scope: Scope,
  input: PutMetricAlarmInput,
): { readonly judgement: AlarmJudgement; readonly period: number } {
  refuseUnsupported(input)
  checkActions(scope, input)
  const { Metrics } = input
  const period = Metrics ? periodOfMath(scope, input, Metrics) : periodOfMetric(input)
  if (![10, 20, 30].includes(period) && period % 60 !== 0) {
    throw invalid('Period must be 10, 20, 30 or a multiple of 60')
  }
  const judgement = judgementOf(input)
  checkSpan(period, judgement)
  if (hasInstanceAction(input)) checkInstance(input)
  return { judgement, period }
}

const anomalyOperators = [
  'LessThanLowerOrGreaterThanUpperThreshold',
  'LessThanLowerThreshold',
  'GreaterThanUpperThreshold',
]

function refuseUnsupported(input: PutMetricAlarmInput): void {
  const { ComparisonOperator = '', ThresholdMetricId } = input
  if (ThresholdMetricId !== undefined || anomalyOperators.includes(ComparisonOperator)) {
    throw unsupported('Alarms based on anomaly detection')
  }
  if (input.EvaluationCriteria || input.EvaluationInterval !== undefined) {
    throw unsupported('Alarms based on PromQL queries')
  }
  if (input.EvaluationWindow) throw unsupported('The choice of an evaluation window')
  if (input.WarmUpConfiguration) throw unsupported('The warm-up of an alarm')
  if (input.ActionConfiguration) throw unsupported('The configuration of actions')
}

function periodOfMetric(input: PutMetricAlarmInput): number {
  const { Statistic, ExtendedStatistic, Period } = input
  for (const name of ['MetricName', 'Namespace', 'Period'] as const) {
    if (input[name] === undefined) {
      throw new AwsError('MissingParameter', `The parameter ${name} is required.`)
    }
  }
  if ((Statistic === undefined) === (ExtendedStatistic === undefined)) {
    throw new AwsError(
      Statistic === undefined ? 'MissingParameter' : 'InvalidParameterCombination',
      'Exactly one of Statistic or ExtendedStatistic must be specified.',
    )
  }
  if (ExtendedStatistic !== undefined && !findStatistic(ExtendedStatistic)?.needsValues) {
    throw new AwsError(
      'InvalidParameterValue',
      `The value ${ExtendedStatistic} for parameter ExtendedStatistic is not supported.`,
    )
  }
  return Period ?? 60
}

const metricMembers = [
  'MetricName',
  'Namespace',
  'Dimensions',
  'Period',
  'Unit',
  'Statistic',
  'ExtendedStatistic',
] as const

const maxMathMetrics = 10

function periodOfMath(
  scope: Scope,
  input: PutMetricAlarmInput,
  queries: readonly MetricDataQuery[],
): number {
  const given = metricMembers.find((name) => input[name] !== undefined)
  if (given !== undefined) {
    throw new AwsError(
      'InvalidParameterCombination',
      `The parameters Metrics and ${given} cannot be specified together.`,
    )
  }
  for (const { Expression } of queries) {
    if (Expression?.includes('ANOMALY_DETECTION_BAND') === true) {
      throw unsupported('Alarms based on anomaly detection')
    }
    if (Expression !== undefined && /^\s*SELECT\b/i.test(Expression)) {
      throw unsupported('Alarms based on Metrics Insights queries')
    }
    if (Expression !== undefined && /\bSEARCH\s*\(/.test(Expression)) {
      throw invalid('SEARCH is not supported on Metric Alarms.')
    }
  }
  if (queries.filter(({ MetricStat }) => MetricStat).length > maxMathMetrics) {
    throw invalid(`An alarm on a math expression can include up to ${maxMathMetrics} metrics.`)
  }
  const returned = queries.filter(({ ReturnData }) => ReturnData ?? true)
  if (returned.length !== 1) {
    throw invalid('Exactly one element of the metrics list should return data.')
  }
  const periods = new Set(
    queries.flatMap(({ MetricStat, Period }) => MetricStat?.Period ?? Period ?? []),
  )
  if (periods.size > 1) throw invalid('All metrics of an alarm must have the same period.')
  // Where there is no data, what is wrong with an expression shows all the same.
  const reader = { ...scope, now: 0, read: () => [], list: () => [] }
  evaluateQueries(reader, queries, { fromMs: 0, untilMs: dayS * 1000 })
  return [...periods][0] ?? 60
}

function judgementOf(input: PutMetricAlarmInput): AlarmJudgement {
  const { EvaluationPeriods, DatapointsToAlarm, Threshold, TreatMissingData } = input
  const { EvaluateLowSampleCountPercentile: lowSamples } = input
  if (Threshold === undefined) {
    throw new AwsError('MissingParameter', 'The parameter Threshold is required.')
  }
  if (EvaluationPeriods === undefined) {
    throw new AwsError('MissingParameter', 'The parameter EvaluationPeriods is required.')
  }
  if (DatapointsToAlarm !== undefined && DatapointsToAlarm > EvaluationPeriods) {
    throw invalid('Parameter DatapointsToAlarm must be less than or equal to EvaluationPeriods')
  }
  if (TreatMissingData !== undefined && !isMissingData(TreatMissingData)) {
    throw invalid(
      `Option ${TreatMissingData} is not supported. Supported options for parameter TreatMissingData are breaching, notBreaching, ignore and missing.`,
    )
  }
  if (lowSamples !== undefined && lowSamples !== 'evaluate' && lowSamples !== 'ignore') {
    throw invalid(
      `Option ${lowSamples} is not supported. Supported options for parameter EvaluateLowSampleCountPercentile are evaluate and ignore.`,
    )
  }
  return {
    evaluationPeriods: EvaluationPeriods,
    ...(DatapointsToAlarm !== undefined && { datapointsToAlarm: DatapointsToAlarm }),
    threshold: Threshold,
    comparisonOperator: comparisonOf(input.ComparisonOperator),
    ...(TreatMissingData !== undefined && { treatMissingData: TreatMissingData }),
    ...(lowSamples !== undefined && { evaluateLowSampleCountPercentile: lowSamples }),
  }
}

function isMissingData(text: string): text is MissingData {
  return ['breaching', 'notBreaching', 'ignore', 'missing'].includes(text)
}

function comparisonOf(operator: PutMetricAlarmInput['ComparisonOperator']): AlarmComparison {
  switch (operator) {
    case 'GreaterThanOrEqualToThreshold':
    case 'GreaterThanThreshold':
    case 'LessThanThreshold':
    case 'LessThanOrEqualToThreshold':
      return operator
    default:
      throw new AwsError('MissingParameter', 'The parameter ComparisonOperator is required.')
  }
}

const dayS = 86_400

function checkSpan(period: number, { evaluationPeriods }: AlarmJudgement): void {
  const span = period * evaluationPeriods
  if (period < 3600 && span > dayS) {
    throw invalid(
      'Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400).',
    )
  }
  if (span > 7 * dayS) {
    throw invalid(
      'Metrics cannot be checked across more than a week (EvaluationPeriods * Period must be <= 604800) for alarms using period >= 3600',
    )
  }
}

function hasInstanceAction(input: PutMetricAlarmInput): boolean {
  const { OKActions = [], AlarmActions = [], InsufficientDataActions = [] } = input
  return [...OKActions, ...AlarmActions, ...InsufficientDataActions].some(isInstanceAction)
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/UsingAlarmActions.html */
function checkInstance(input: PutMetricAlarmInput): void {
  if (input.Metrics) throw invalid('Alarms on math expressions cannot perform EC2 actions.')
  if (!input.Dimensions?.some(({ Name }) => Name === 'InstanceId')) {
    throw invalid('EC2 actions are supported only on metrics with the InstanceId dimension.')
  }
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message)
}

function unsupported(what: string): AwsError {
  return new AwsError('UnsupportedOperation', `${what}: not supported by the embedded cloud.`, 501)
}
