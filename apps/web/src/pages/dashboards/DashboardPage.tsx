import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useMemo, useState } from 'react'
import { useParams } from 'react-router'
import { asApiError, useConnection, useFeed, useOperation, useScopedPath } from '../../api/index.ts'
import {
  describeError,
  EmptyState,
  ErrorState,
  RouteLink,
  usePageTitle,
} from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { ChartToolbar } from '../../resources/charts/ChartToolbar.tsx'
import { MetricChart } from '../../resources/charts/MetricChart.tsx'
import { firstRange, type ChartRange } from '../../resources/charts/range.ts'
import { useMetricData } from '../../resources/charts/use-metric-data.ts'
import { readBody, withoutWidget, type Widget } from './dashboard-body.ts'
import { AddChart, EditSource, RemoveWidget } from './dialogs.tsx'

/** Somebody else may change it. */
const lookEveryMs = 15_000

type Opened =
  | { readonly dialog: 'add' | 'source' }
  | { readonly dialog: 'remove'; readonly at: number }

/** A dashboard as it stands: its charts under one toolbar, live, each where its body puts it. */
export default function DashboardPage() {
  const t = useT()
  const { name = '' } = useParams()
  usePageTitle(name)
  const { readOnly } = useConnection()
  const found = useOperation(
    'cloudwatch',
    'GetDashboard',
    { DashboardName: name },
    { staleMs: 0, refetchIntervalMs: lookEveryMs },
  )
  const [range, setRange] = useState<ChartRange>(firstRange)
  const [opened, setOpened] = useState<Opened>()
  const body = found.data?.DashboardBody ?? '{}'
  const widgets = useMemo(() => readBody(body) ?? [], [body])
  const charts = useMemo(
    () => widgets.flatMap(({ shows }) => (shows.kind === 'chart' ? [shows.chart] : [])),
    [widgets],
  )
  const placed = useMemo(
    () =>
      widgets
        .map((widget, at) => ({ widget, at }))
        .toSorted((a, b) => a.widget.y - b.widget.y || a.widget.x - b.widget.x),
    [widgets],
  )
  const data = useMetricData(charts, range)
  if (found.isPending) return <Spinner size="large" />
  if (found.error) return <ErrorState error={asApiError(found.error)} />
  const close = () => {
    setOpened(undefined)
    void found.refetch()
  }
  const refusal = readOnly ? { disabled: true, disabledReason: t('reason.readOnly') } : {}
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button {...refusal} onClick={() => setOpened({ dialog: 'source' })}>
                {t('dashboards.source')}
              </Button>
              <Button {...refusal} variant="primary" onClick={() => setOpened({ dialog: 'add' })}>
                {t('dashboards.addWidget')}
              </Button>
            </SpaceBetween>
          }
        >
          {name}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <ChartToolbar
          range={range}
          onRange={setRange}
          onRefresh={() => void data.refetch()}
          loading={data.isFetching && !data.isPending}
        />
        {data.error ? <Alert type="error">{describeError(asApiError(data.error), t)}</Alert> : null}
        {widgets.length === 0 ? (
          <EmptyState title={t('dashboards.noWidgets')} text={t('dashboards.noWidgetsText')} />
        ) : (
          <div
            style={{
              display: 'grid',
              gridTemplateColumns: 'repeat(24, minmax(0, 1fr))',
              gap: 16,
            }}
          >
            {placed.map(({ widget, at }) => (
              <div
                // A widget has no name but its place.
                key={at}
                style={{
                  gridColumn: `${Math.min(widget.x, 24 - widget.width) + 1} / span ${widget.width}`,
                }}
              >
                <Container
                  fitHeight
                  header={
                    <Header
                      variant="h3"
                      actions={
                        <Button
                          {...refusal}
                          variant="icon"
                          iconName="close"
                          ariaLabel={t('dashboards.removeWidget', { title: titleOf(widget) })}
                          onClick={() => setOpened({ dialog: 'remove', at })}
                        />
                      }
                    >
                      {titleOf(widget)}
                    </Header>
                  }
                >
                  <Shown
                    widget={widget}
                    range={range}
                    data={data.data}
                    status={data.isPending ? 'loading' : data.isError ? 'error' : 'finished'}
                  />
                </Container>
              </div>
            ))}
          </div>
        )}
      </SpaceBetween>
      {opened?.dialog === 'add' ? <AddChart name={name} body={body} onClose={close} /> : null}
      {opened?.dialog === 'source' ? <EditSource name={name} body={body} onClose={close} /> : null}
      {opened?.dialog === 'remove' ? (
        <RemoveWidget name={name} body={withoutWidget(body, opened.at)} onClose={close} />
      ) : null}
    </ContentLayout>
  )
}

function titleOf({ shows }: Widget): string {
  if (shows.kind === 'chart') return shows.chart.title
  return shows.kind === 'alarms' ? shows.title : ''
}

function Shown(props: {
  readonly widget: Widget
  readonly range: ChartRange
  readonly data: Parameters<typeof MetricChart>[0]['data']
  readonly status: 'loading' | 'finished' | 'error'
}) {
  const { widget, range, data, status } = props
  const t = useT()
  const { shows } = widget
  switch (shows.kind) {
    case 'chart':
      return (
        <MetricChart
          chart={shows.chart}
          range={range}
          data={data}
          status={status}
          heightPx={Math.max(120, widget.height * 40 - 80)}
        />
      )
    case 'text':
      // Markdown is shown as it was written: a text of somebody's is no page of ours.
      return (
        <Box>
          <span style={{ whiteSpace: 'pre-wrap' }}>{shows.text}</span>
        </Box>
      )
    case 'alarms':
      return <Alarms names={shows.names} />
    case 'other':
      return <Box color="text-body-secondary">{t('dashboards.notDrawn', { type: shows.type })}</Box>
  }
}

function Alarms({ names }: { readonly names: readonly string[] }) {
  const t = useT()
  const toPath = useScopedPath()
  const { items } = useFeed('alarms')
  return (
    <SpaceBetween size="xs">
      {names.map((name) => {
        const state = items.get(name)?.StateValue
        return (
          <SpaceBetween key={name} direction="horizontal" size="xs">
            <StatusIndicator
              type={state === 'OK' ? 'success' : state === 'ALARM' ? 'error' : 'info'}
            >
              {state === 'OK'
                ? t('alarms.ok')
                : state === 'ALARM'
                  ? t('alarms.inAlarm')
                  : t('alarms.insufficient')}
            </StatusIndicator>
            <RouteLink href={toPath(`/alarms?selected=${encodeURIComponent(name)}`)}>
              {name}
            </RouteLink>
          </SpaceBetween>
        )
      })}
    </SpaceBetween>
  )
}
