import type { Input } from '@brume/console-api'

/** A metric as CloudWatch names it. */
export interface Metric {
  readonly namespace: string
  readonly name: string
  readonly dimensions: Readonly<Record<string, string>>
}

/** How a value is written and how high its axis goes. */
export type ChartUnit = 'count' | 'percent' | 'bytes' | 'seconds' | 'rate' | 'price'

/** One line of a chart: a metric, or an expression over the other lines by their ids. */
export type ChartLine = {
  /** Lower-case letter first, unique in its chart: expressions name it. */
  readonly id: string
  readonly label: string
  /** Not drawn: read by expressions alone. */
  readonly hidden?: boolean
} & (
  | { readonly metric: Metric; /** Wins over the chart's. */ readonly statistic?: string }
  | { readonly expression: string }
)

export interface ChartThreshold {
  readonly label: string
  readonly value: number
}

/** One chart as data. */
export interface ChartSpec {
  /** Lower-case letter first, letters and digits: unique on its page. */
  readonly id: string
  readonly title: string
  readonly unit: ChartUnit
  /** Default `Average`; the toolbar's choice wins unless a line says its own. */
  readonly statistic?: string
  readonly lines: readonly ChartLine[]
  readonly thresholds?: readonly ChartThreshold[]
}

/** `chart.line` as an id of a query: what CloudWatch allows in one. */
export function queryId(chart: string, line: string): string {
  return `${chart}_${line}`
}

type Query = NonNullable<Input<'cloudwatch', 'GetMetricData'>['MetricDataQueries']>[number]

/** The queries of some charts, in one call. */
export function queriesOf(
  charts: readonly ChartSpec[],
  periodSeconds: number,
  chosenStatistic: string | undefined,
): Query[] {
  return charts.flatMap((chart) =>
    chart.lines.map((line): Query => {
      const Id = queryId(chart.id, line.id)
      const shown = { Id, Label: line.label, ReturnData: !line.hidden }
      if ('expression' in line) {
        return { ...shown, Expression: renamed(line.expression, chart), Period: periodSeconds }
      }
      const { namespace, name, dimensions } = line.metric
      return {
        ...shown,
        MetricStat: {
          Metric: {
            Namespace: namespace,
            MetricName: name,
            Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
          },
          Period: periodSeconds,
          Stat: line.statistic ?? chosenStatistic ?? chart.statistic ?? 'Average',
        },
      }
    }),
  )
}

/** An expression with its chart's lines by the ids that they have in the call. */
function renamed(expression: string, { id, lines }: ChartSpec): string {
  const own = new Set(lines.map((line) => line.id))
  return expression.replaceAll(/[a-z]\w*/g, (word) => (own.has(word) ? queryId(id, word) : word))
}

/** Dimensions as the API lists them, by name. */
export function dimensionsOf(
  dimensions: readonly { Name?: string | undefined; Value?: string | undefined }[] | undefined,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (dimensions ?? []).map(({ Name = '', Value = '' }) => [Name, Value] as const),
  )
}

/** By the metric's name, as AWS's own are called. */
export function unitOf(metricName: string): ChartUnit {
  if (/Utilization|BurstBalance|Percent/.test(metricName)) return 'percent'
  if (/Bytes|^Network(In|Out)$/.test(metricName)) return 'bytes'
  return /Time|Latency/.test(metricName) ? 'seconds' : 'count'
}
