import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState, type ReactNode } from 'react'
import { asApiError } from '../../api/index.ts'
import { describeError } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { ChartToolbar } from './ChartToolbar.tsx'
import type { ChartSpec } from './metric.ts'
import { MetricChart } from './MetricChart.tsx'
import { firstRange, type ChartRange } from './range.ts'
import { useMetricData } from './use-metric-data.ts'

/** Charts under one toolbar: all of one span, asked for in one call, each to be looked at alone. */
export default function MetricCharts(props: {
  readonly charts: readonly ChartSpec[]
  /** Side by side; default 3. */
  readonly columns?: 1 | 2 | 3 | 4
  /** What stands left of the toolbar. */
  readonly start?: ReactNode
  /** Buttons of one chart's head. */
  readonly actionsOf?: (chart: ChartSpec) => ReactNode
}) {
  const { charts, columns = 3, start, actionsOf } = props
  const t = useT()
  const [range, setRange] = useState<ChartRange>(firstRange)
  const [opened, setOpened] = useState<string>()
  const found = useMetricData(charts, range)
  const status = found.isPending ? 'loading' : found.isError ? 'error' : 'finished'
  const toolbar = (
    <ChartToolbar
      range={range}
      onRange={setRange}
      onRefresh={() => void found.refetch()}
      loading={found.isFetching && !found.isPending}
    />
  )
  const alone = charts.find(({ id }) => id === opened)
  return (
    <SpaceBetween size="m">
      <SpaceBetween size="xs">
        {start}
        {toolbar}
      </SpaceBetween>
      {found.error ? <Alert type="error">{describeError(asApiError(found.error), t)}</Alert> : null}
      <ColumnLayout columns={columns} minColumnWidth={280}>
        {charts.map((chart) => (
          <Container
            key={chart.id}
            header={
              <Header
                variant="h3"
                actions={
                  <SpaceBetween direction="horizontal" size="xxs">
                    {actionsOf?.(chart)}
                    <Button
                      variant="icon"
                      iconName="expand"
                      ariaLabel={t('charts.enlarge', { title: chart.title })}
                      onClick={() => setOpened(chart.id)}
                    />
                  </SpaceBetween>
                }
              >
                <Box variant="h5" tagOverride="span">
                  {chart.title}
                </Box>
              </Header>
            }
          >
            <MetricChart
              chart={chart}
              range={range}
              data={found.data}
              status={status}
              onRetry={() => void found.refetch()}
            />
          </Container>
        ))}
      </ColumnLayout>
      {alone ? (
        <Modal visible size="max" header={alone.title} onDismiss={() => setOpened(undefined)}>
          <SpaceBetween size="m">
            {toolbar}
            <MetricChart
              chart={alone}
              range={range}
              data={found.data}
              status={status}
              heightPx={420}
            />
          </SpaceBetween>
        </Modal>
      ) : null}
    </SpaceBetween>
  )
}
