import { useMemo } from 'react'
import type { ChartSpec } from './metric.ts'
import { MetricChart } from './MetricChart.tsx'
import type { ChartRange } from './range.ts'
import { useMetricData } from './use-metric-data.ts'

/** One chart that asks for its own data, over a span that its page chooses. */
export function LiveChart(props: {
  readonly chart: ChartSpec
  readonly range: ChartRange
  readonly heightPx: number
}) {
  const { chart, range, heightPx } = props
  const charts = useMemo(() => [chart], [chart])
  const found = useMetricData(charts, range)
  return (
    <MetricChart
      chart={chart}
      range={range}
      data={found.data}
      status={found.isPending ? 'loading' : found.isError ? 'error' : 'finished'}
      onRetry={() => void found.refetch()}
      heightPx={heightPx}
    />
  )
}
