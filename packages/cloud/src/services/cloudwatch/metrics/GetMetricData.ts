import type {
  GetMetricDataInput,
  GetMetricDataOutput,
  MetricDataResult,
} from '@aws-sdk/client-cloudwatch'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { evaluateEach } from './math/evaluate-queries.ts'
import { metricReader } from './metric-reader.ts'

const mostDatapoints = 100_800

/**
 * Gets data points of up to 500 metrics, by name, by search, or by a Metrics Insights query, and computes metric math on them.
 * @limits 500 queries, 100,800 data points a page; 500 series of a search; Metrics Insights looks back three hours.
 * @differs Anomaly detection, Contributor Insights, Lambda connectors and Performance Insights are refused. Periods begin at multiples of their length.
 */
export const GetMetricData = operation<GetMetricDataInput, GetMetricDataOutput>(
  'GetMetricData',
  (ctx, input) => {
    const fromMs = input.StartTime?.getTime() ?? 0
    const untilMs = input.EndTime?.getTime() ?? 0
    if (fromMs > untilMs) throw invalid('The parameter EndTime must be greater than StartTime.')
    if (fromMs === untilMs) {
      throw invalid('The parameter StartTime must not equal parameter EndTime.')
    }
    const most = Math.min(input.MaxDatapoints ?? mostDatapoints, mostDatapoints)
    const place = readToken(input.NextToken)
    const reader = metricReader(ctx)
    const zoneMinutes = minutesOf(input.LabelOptions?.Timezone)
    const MetricDataResults: MetricDataResult[] = []
    let room = most
    let series = -1
    let query = -1
    for (const result of evaluateEach(
      reader,
      input.MetricDataQueries ?? [],
      { fromMs, untilMs },
      place.query,
      { ...reader, zoneMinutes },
    )) {
      series = result.query === query ? series + 1 : 0
      query = result.query
      if (!result.returned) continue
      if (query === place.query && series < place.series) continue
      const skipped = query === place.query && series === place.series ? place.offset : 0
      if (room === 0 && result.values.length > skipped) {
        return {
          MetricDataResults,
          NextToken: tokenOf({ query, series, offset: skipped }),
          Messages: [],
        }
      }
      const isAscending = input.ScanBy === 'TimestampAscending'
      const end = skipped + room
      const order = <T>(all: readonly T[]): T[] =>
        (isAscending ? all.slice() : all.toReversed()).slice(skipped, end)
      const isCut = end < result.values.length
      MetricDataResults.push({
        Id: result.id,
        Label: result.label,
        Timestamps: order(result.timestamps).map((ms) => new Date(ms)),
        Values: order(result.values),
        StatusCode: isCut ? 'PartialData' : 'Complete',
        ...(result.messages.length > 0 && {
          Messages: result.messages.map(({ code: Code, value: Value }) => ({ Code, Value })),
        }),
      })
      if (isCut)
        return {
          MetricDataResults,
          NextToken: tokenOf({ query, series, offset: end }),
          Messages: [],
        }
      room -= result.values.length - skipped
    }
    return { MetricDataResults, Messages: [] }
  },
)

/** Where the next page begins: a query, one of its series, and how many of its data points were given out. */
interface Place {
  readonly query: number
  readonly series: number
  readonly offset: number
}

function tokenOf({ query, series, offset }: Place): string {
  return Buffer.from(`data:${query}:${series}:${offset}`).toString('base64')
}

function readToken(token: string | undefined): Place {
  if (token === undefined) return { query: 0, series: 0, offset: 0 }
  const [, query, series, offset] =
    /^data:(\d+):(\d+):(\d+)$/.exec(Buffer.from(token, 'base64').toString()) ?? []
  if (query === undefined)
    throw new AwsError('InvalidNextToken', 'The next token specified is invalid.')
  return { query: Number(query), series: Number(series), offset: Number(offset) }
}

/** `+0130` is 90. */
function minutesOf(zone = '+0000'): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)$/.exec(zone) ?? []
  if (sign === undefined)
    throw invalid(`The value ${zone} for parameter LabelOptions.Timezone is invalid.`)
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message)
}
