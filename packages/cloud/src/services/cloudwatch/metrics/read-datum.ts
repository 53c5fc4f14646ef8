import type { MetricDatum } from '@aws-sdk/client-cloudwatch'
import { AwsError } from '../../../errors.ts'
import type { Distribution, MetricSample, StatisticSet } from '../../../metrics/metric.ts'
import { dimensionsOf } from './metric-reader.ts'

const hourMs = 3_600_000
const mostDimensions = 30
const mostValues = 150
const largest = 2 ** 360

/** A datum as the store takes it; `path` names it in refusals: `MetricData.member.1`. */
export function readDatum(
  namespace: string,
  datum: MetricDatum,
  path: string,
  nowMs: number,
): MetricSample {
  const { MetricName = '', Unit, StorageResolution, Timestamp } = datum
  const dimensions = dimensionsOf(datum.Dimensions)
  if (dimensions.length > mostDimensions) {
    throw invalid(`The parameter ${path}.Dimensions must contain at most ${mostDimensions} items.`)
  }
  return {
    namespace,
    metricName: MetricName,
    dimensions,
    at: timeOf(Timestamp, path, nowMs),
    unit: Unit,
    resolution: StorageResolution === 1 ? 1 : 60,
    ...valuesOf(datum, path),
  }
}

function timeOf(timestamp: Date | undefined, path: string, nowMs: number): number {
  const at = timestamp?.getTime() ?? nowMs
  if (at < nowMs - 14 * 24 * hourMs) {
    throw invalid(`The parameter ${path}.Timestamp must specify a time within the past two weeks.`)
  }
  if (at > nowMs + 2 * hourMs) {
    throw invalid(
      `The parameter ${path}.Timestamp must specify a time no more than two hours in the future.`,
    )
  }
  return at
}

/** What was seen; which members go together was verified against AWS by LocalStack's `test_put_metric_data_validation`. */
function valuesOf(datum: MetricDatum, path: string): StatisticSet {
  const { Value, Values, StatisticValues } = datum
  if (Value !== undefined && Values) throw exclusive(path, 'Value', 'Values')
  if (Value !== undefined && StatisticValues) throw exclusive(path, 'Value', 'StatisticValues')
  if (StatisticValues) {
    const { SampleCount = 0, Sum = 0, Minimum = 0, Maximum = 0 } = StatisticValues
    const at = `${path}.StatisticValues`
    for (const [name, value] of Object.entries({ SampleCount, Sum, Minimum, Maximum })) {
      check(value, `${at}.${name}`)
    }
    if (Maximum < Minimum) {
      throw invalid(`The parameter ${at}.Maximum must be greater than ${at}.Minimum.`)
    }
    return { sum: Sum, count: SampleCount, minimum: Minimum, maximum: Maximum }
  }
  if (Values) return setOf(Values, datum.Counts, path)
  if (Value === undefined) {
    throw new AwsError(
      'MissingParameter',
      `At least one of the parameters must be specified for ${path}: Value, Values, StatisticValues.`,
    )
  }
  check(Value, `${path}.Value`)
  return { sum: Value, count: 1, minimum: Value, maximum: Value }
}

function setOf(
  values: readonly number[],
  counts: readonly number[] | undefined,
  path: string,
): StatisticSet {
  if (values.length === 0 || values.length > mostValues) {
    throw invalid(`The parameter ${path}.Values must contain between 1 and ${mostValues} items.`)
  }
  if (counts && counts.length !== values.length) {
    throw invalid(`The parameters ${path}.Values and ${path}.Counts must be of the same size.`)
  }
  const seen = new Map<number, number>()
  for (const [at, value] of values.entries()) {
    const count = counts?.[at] ?? 1
    check(value, `${path}.Values.member.${at + 1}`)
    check(count, `${path}.Counts.member.${at + 1}`)
    if (count > 0) seen.set(value, (seen.get(value) ?? 0) + count)
  }
  if (seen.size === 0) throw invalid(`The parameter ${path}.Counts must have a number above zero.`)
  const sorted = [...seen].sort(([a], [b]) => a - b)
  const distribution: Distribution = {
    values: sorted.map(([value]) => value),
    counts: sorted.map(([, count]) => count),
  }
  const { values: distinct } = distribution
  return {
    sum: sorted.reduce((sum, [value, count]) => sum + value * count, 0),
    count: distribution.counts.reduce((a, b) => a + b, 0),
    minimum: distinct[0] ?? 0,
    maximum: distinct.at(-1) ?? 0,
    distribution: distinct.length > 1 ? distribution : undefined,
  }
}

function check(value: number, path: string): void {
  if (Number.isFinite(value) && Math.abs(value) <= largest) return
  const text = Number.isFinite(value) ? value : String(value).replace('Infinity', 'Inf')
  throw invalid(`The value ${text} for parameter ${path} is invalid.`)
}

function exclusive(path: string, one: string, other: string): AwsError {
  return new AwsError(
    'InvalidParameterCombination',
    `The parameters ${path}.${one} and ${path}.${other} are mutually exclusive and you have specified both.`,
  )
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message)
}
