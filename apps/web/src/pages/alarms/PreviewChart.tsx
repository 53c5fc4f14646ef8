import { useMemo } from 'react'
import { MetricChart } from '../../resources/charts/MetricChart.tsx'
import { useMetricData } from '../../resources/charts/use-metric-data.ts'
import type { ChartSpec } from '../../resources/charts/metric.ts'
import { unitOf } from '../../resources/charts/metric.ts'
import type { AlarmForm } from './alarm-form.ts'

const hourMs = 3_600_000

/** The metric as the alarm will look at it, with the threshold on it. */
export function PreviewChart({ form }: { readonly form: AlarmForm }) {
  const { namespace, metricName, dimensions, statistic, period, threshold } = form
  const charts = useMemo((): ChartSpec[] => {
    if (metricName === '' || dimensions === undefined) return []
    const value = threshold.trim() === '' ? Number.NaN : Number(threshold)
    return [
      {
        id: 'preview',
        title: metricName,
        unit: unitOf(metricName),
        thresholds: Number.isFinite(value) ? [{ label: `${metricName} = ${value}`, value }] : [],
        lines: [
          {
            id: 'm',
            label: metricName,
            statistic,
            metric: { namespace, name: metricName, dimensions },
          },
        ],
      },
    ]
  }, [namespace, metricName, dimensions, statistic, threshold])
  const range = useMemo(
    () => ({ durationMs: period <= 300 ? 3 * hourMs : 72 * hourMs, period }),
    [period],
  )
  const found = useMetricData(charts, range)
  const [chart] = charts
  if (!chart) return null
  return (
    <MetricChart
      chart={chart}
      range={range}
      data={found.data}
      status={found.isPending ? 'loading' : found.isError ? 'error' : 'finished'}
      onRetry={() => void found.refetch()}
      heightPx={220}
    />
  )
}
