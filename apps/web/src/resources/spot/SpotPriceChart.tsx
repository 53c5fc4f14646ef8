import Box from '@cloudscape-design/components/box'
import SegmentedControl from '@cloudscape-design/components/segmented-control'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'
import { useOperation, usePrices } from '../../api/index.ts'
import { EmptyState } from '../../components/index.ts'
import { useLocale } from '../../i18n/index.ts'
import { asTypeName } from '../../lib/instance-type-name.ts'
import { formatPrice } from '../../lib/prices.ts'
import { accountNowMs } from '../../lib/time.ts'
import { MetricChart } from '../charts/MetricChart.tsx'
import { toLines, zonesNow } from './history.ts'

const dayMs = 86_400_000
const spans = [7, 30, 90] as const

/** What a type's Spot Instances cost in each zone over time, beside what On-Demand costs. */
export default function SpotPriceChart(props: {
  readonly type: string
  /** As AWS calls a platform: `Linux/UNIX`. */
  readonly product: string
  /** What a request pays at most. */
  readonly maxPrice?: number
}) {
  const { type, product, maxPrice } = props
  const { t } = useLocale()
  const [days, setDays] = useState<number>(30)
  // Whole hours, so that the question stays the same while one looks.
  const [until] = useState(() => Math.ceil(accountNowMs() / 3_600_000) * 3_600_000)
  const from = until - days * dayMs
  const prices = usePrices()?.onDemand[type]
  const onDemand = product.startsWith('Windows') ? prices?.windows : prices?.linux
  const found = useOperation('ec2', 'DescribeSpotPriceHistory', {
    InstanceTypes: [asTypeName(type)],
    ProductDescriptions: [product],
    StartTime: new Date(from).toISOString(),
    EndTime: new Date(until).toISOString(),
  })
  const history = found.data?.SpotPriceHistory ?? []
  const { lines, points } = toLines(history, from, until)
  const title = t('spotPrices.chart', { type, product })
  const now = zonesNow(history)
  return (
    <SpaceBetween size="m">
      <SegmentedControl
        label={t('charts.span')}
        selectedId={String(days)}
        options={spans.map((each) => ({
          id: String(each),
          text: t('spotPrices.days', { days: each }),
        }))}
        onChange={({ detail }) => setDays(Number(detail.selectedId))}
      />
      <MetricChart
        chart={{
          id: 'spot',
          title,
          unit: 'price',
          lines,
          thresholds: [
            ...(onDemand ? [{ label: t('spotPrices.onDemand'), value: onDemand.usdPerHour }] : []),
            ...(maxPrice === undefined
              ? []
              : [{ label: t('spotRequests.maxPrice'), value: maxPrice }]),
          ],
        }}
        range={{ durationMs: days * dayMs }}
        data={{ fromMs: from, untilMs: until, points }}
        status={found.isPending ? 'loading' : found.isError ? 'error' : 'finished'}
        onRetry={() => void found.refetch()}
        heightPx={260}
      />
      <Table
        variant="embedded"
        contentDensity="compact"
        items={[...now]}
        trackBy="zone"
        ariaLabels={{ tableLabel: t('spotPrices.now') }}
        empty={<EmptyState title={t('spotPrices.none')} />}
        columnDefinitions={[
          {
            id: 'zone',
            header: t('capacity.zone'),
            cell: ({ zone }) => zone,
            isRowHeader: true,
          },
          {
            id: 'price',
            header: t('spotPrices.now'),
            cell: ({ usdPerHour }) => formatPrice({ usdPerHour, exact: false }),
          },
          {
            id: 'saving',
            header: t('spotPrices.saving'),
            cell: ({ usdPerHour }) =>
              onDemand ? (
                <Box color="text-status-success">
                  {t('spotPrices.percent', {
                    percent: Math.round(100 * (1 - usdPerHour / onDemand.usdPerHour)),
                  })}
                </Box>
              ) : (
                '-'
              ),
          },
        ]}
      />
    </SpaceBetween>
  )
}
