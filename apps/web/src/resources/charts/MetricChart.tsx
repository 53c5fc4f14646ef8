import Box from '@cloudscape-design/components/box'
import LineChart, { type LineChartProps } from '@cloudscape-design/components/line-chart'
import { useMemo } from 'react'
import { useLocale } from '../../i18n/index.ts'
import type { ChartSpec } from './metric.ts'
import type { ChartRange } from './range.ts'
import { pointsOf, type MetricData } from './use-metric-data.ts'
import { formatValue } from './values.ts'

type Series = LineChartProps<Date>['series'][number]

/** One chart, drawn from data that are there: its lines, their earlier twins, its thresholds. */
export function MetricChart(props: {
  readonly chart: ChartSpec
  readonly range: ChartRange
  readonly data: MetricData | undefined
  readonly status: 'loading' | 'finished' | 'error'
  readonly onRetry?: () => void
  readonly heightPx?: number
}) {
  const { chart, range, data, status, onRetry, heightPx = 160 } = props
  const { t, name: locale } = useLocale()
  const series = useMemo(
    () => seriesOf(chart, range, data, t('charts.earlier')),
    [chart, range, data, t],
  )
  const formatTick = useMemo(() => makeTickFormat(range.durationMs, locale), [range, locale])
  const formatY = (value: number): string => formatValue(value, chart.unit, locale)
  const highest = Math.max(
    0,
    ...series.flatMap((one) => ('data' in one ? one.data.map(({ y }) => y) : [one.y ?? 0])),
  )
  const noData = series.every((one) => !('data' in one) || one.data.length === 0)
  return (
    <LineChart<Date>
      ariaLabel={chart.title}
      height={heightPx}
      hideFilter
      hideLegend={chart.lines.length + (chart.thresholds?.length ?? 0) < 2 && !range.compareMs}
      legendTitle=""
      xScaleType="time"
      series={noData && status === 'finished' ? [] : series}
      {...(data && { xDomain: [new Date(data.fromMs), new Date(data.untilMs)] })}
      yDomain={[0, topOf(highest, chart.unit)]}
      statusType={status}
      {...(onRetry && { onRecoveryClick: onRetry })}
      i18nStrings={{
        xTickFormatter: formatTick,
        yTickFormatter: formatY,
        chartAriaRoleDescription: t('charts.role'),
        xAxisAriaRoleDescription: t('charts.xAxis'),
        yAxisAriaRoleDescription: t('charts.yAxis'),
        detailPopoverDismissAriaLabel: t('charts.dismiss'),
        legendAriaLabel: t('charts.legend'),
      }}
      loadingText={t('charts.loading')}
      errorText={t('charts.failed')}
      recoveryText={t('charts.retry')}
      empty={
        <Box textAlign="center" color="text-body-secondary" fontSize="body-s">
          {t('charts.empty')}
        </Box>
      }
    />
  )
}

function seriesOf(
  chart: ChartSpec,
  { compareMs }: ChartRange,
  data: MetricData | undefined,
  earlier: string,
): Series[] {
  const lines = chart.lines.filter(({ hidden }) => !hidden)
  return [
    ...lines.map((line): Series => ({
      type: 'line',
      title: line.label,
      data: pointsOf(data, chart.id, line.id),
    })),
    ...(compareMs === undefined ? [] : lines).map((line): Series => ({
      type: 'line',
      title: `${line.label} (${earlier})`,
      data: pointsOf(data, chart.id, line.id, true),
    })),
    ...(chart.thresholds ?? []).map(({ label, value }): Series => ({
      type: 'threshold',
      title: label,
      y: value,
    })),
  ]
}

/** A little above the highest value; a share of hundred has its own top as it comes near. */
function topOf(highest: number, unit: ChartSpec['unit']): number {
  if (unit === 'percent' && highest > 50) return 100
  return highest > 0 ? highest * 1.15 : 1
}

function makeTickFormat(durationMs: number, locale: string): (at: Date) => string {
  const days = durationMs > 36 * 3_600_000
  const format = new Intl.DateTimeFormat(locale, {
    ...(days && { month: 'numeric', day: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return (at) => format.format(at)
}
