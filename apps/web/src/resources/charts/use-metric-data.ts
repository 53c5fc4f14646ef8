import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { callIn, useScope, type Scope } from '../../api/index.ts'
import { accountNowMs, accountSpeed } from '../../lib/time.ts'
import { queriesOf, queryId, type ChartSpec } from './metric.ts'
import { periodOf, spanOf, type ChartRange } from './range.ts'

export interface ChartPoint {
  readonly x: Date
  readonly y: number
}

export interface MetricData {
  readonly fromMs: number
  readonly untilMs: number
  /** Points of the lines, by `queryId`; of the earlier span with `~` before it, moved onto this one. */
  readonly points: ReadonlyMap<string, readonly ChartPoint[]>
}

/** CloudWatch takes so many queries in a call. */
const queriesPerCall = 500

/** The data points of some charts, one call for all of them, and asked for again as the account's minutes pass. */
export function useMetricData(charts: readonly ChartSpec[], range: ChartRange) {
  const scope = useScope()
  return useQuery({
    queryKey: [scope.connection, scope.region, 'cloudwatch', 'charts', charts, range],
    queryFn: ({ signal }) => readMetricData(scope, charts, range, signal),
    placeholderData: keepPreviousData,
    refetchInterval: () => (range.untilMs === undefined ? everyMs() : false),
    enabled: charts.length > 0,
  })
}

/** A minute of the account, as long as that takes on the wall. */
function everyMs(): number {
  return Math.min(60_000, Math.max(2000, 60_000 / Math.max(1, accountSpeed())))
}

async function readMetricData(
  scope: Scope,
  charts: readonly ChartSpec[],
  range: ChartRange,
  signal: AbortSignal,
): Promise<MetricData> {
  const { fromMs, untilMs } = spanOf(range, accountNowMs())
  const points = new Map<string, readonly ChartPoint[]>()
  const shifts = [0, ...(range.compareMs === undefined ? [] : [range.compareMs])]
  const queries = queriesOf(charts, periodOf(range), range.statistic)
  for (const shiftMs of shifts) {
    for (let first = 0; first < queries.length; first += queriesPerCall) {
      const found = await readPages(
        scope,
        {
          MetricDataQueries: queries.slice(first, first + queriesPerCall),
          StartTime: new Date(fromMs - shiftMs).toISOString(),
          EndTime: new Date(untilMs - shiftMs).toISOString(),
          ScanBy: 'TimestampAscending',
        },
        signal,
      )
      for (const [id, line] of found) {
        points.set(
          shiftMs === 0 ? id : `~${id}`,
          line.map(({ x, y }) => ({ x: new Date(x.getTime() + shiftMs), y })),
        )
      }
    }
  }
  return { fromMs, untilMs, points }
}

type Ask = Parameters<typeof callIn<'cloudwatch', 'GetMetricData'>>[3]

async function readPages(
  scope: Scope,
  input: Ask,
  signal: AbortSignal,
): Promise<Map<string, ChartPoint[]>> {
  const found = new Map<string, ChartPoint[]>()
  let token: string | undefined
  do {
    const page = await callIn(
      scope,
      'cloudwatch',
      'GetMetricData',
      { ...input, ...(token !== undefined && { NextToken: token }) },
      signal,
    )
    for (const { Id = '', Timestamps = [], Values = [] } of page.MetricDataResults ?? []) {
      const line = found.get(Id) ?? []
      for (const [index, at] of Timestamps.entries()) {
        const y = Values[index]
        if (y !== undefined) line.push({ x: new Date(at), y })
      }
      found.set(Id, line)
    }
    token = page.NextToken || undefined
  } while (token !== undefined)
  return found
}

/** What a line of a chart has, and its earlier twin. */
export function pointsOf(
  data: MetricData | undefined,
  chart: string,
  line: string,
  earlier = false,
): readonly ChartPoint[] {
  return data?.points.get(`${earlier ? '~' : ''}${queryId(chart, line)}`) ?? []
}
