import { useMemo } from 'react'
import { LiveChart } from '../../resources/charts/LiveChart.tsx'
import { unitOf, type ChartSpec } from '../../resources/charts/metric.ts'
import type { AlarmForm } from './alarm-form.ts'

const hourMs = 3_600_000

/** The metric as the alarm will look at it, with the threshold on it. */
export function PreviewChart({ form }: { readonly form: AlarmForm }) {
  const { namespace, metricName, dimensions, statistic, period, threshold } = form
  const chart = useMemo((): ChartSpec | undefined => {
    if (metricName === '' || dimensions === undefined) return undefined
    const value = threshold.trim() === '' ? Number.NaN : Number(threshold)
    return {
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
    }
  }, [namespace, metricName, dimensions, statistic, threshold])
  const range = useMemo(
    () => ({ durationMs: period <= 300 ? 3 * hourMs : 72 * hourMs, period }),
    [period],
  )
  return chart ? <LiveChart chart={chart} range={range} heightPx={220} /> : null
}
