import type { TrafficRun } from '@brume/console-api'
import BarChart from '@cloudscape-design/components/bar-chart'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import LineChart from '@cloudscape-design/components/line-chart'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useLocale } from '../../i18n/index.ts'
import { InstanceLink } from '../../resources/InstanceLink.tsx'
import { KeyValue } from '../../components/index.ts'
import { answerers, ratesOf, totalOf } from './figures.ts'

/** One run of requests: its rate, its errors and who answered, as they come. */
export function RunCard(props: {
  readonly run: TrafficRun
  readonly onStop: (() => void) | undefined
}) {
  const { run, onStop } = props
  const { t, name: locale } = useLocale()
  const by = answerers(run)
  const time = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  const rates = ratesOf(run)
  const domain = rates[0]?.points.map(({ x }) => x) ?? []
  const [first, last] = [domain[0], domain.at(-1)]
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('traffic.run', {
            rate: run.perSecond,
            from: t(run.from === 'internet' ? 'traffic.internet' : 'traffic.myComputer'),
          })}
          actions={
            run.running && onStop ? (
              <Button onClick={onStop}>{t('traffic.stop')}</Button>
            ) : undefined
          }
        >
          {`${run.host}${run.path}`}
        </Header>
      }
    >
      <ColumnLayout columns={3} minColumnWidth={300}>
        <KeyValue
          columns={2}
          items={[
            [
              t('network.state'),
              run.running ? (
                <StatusIndicator key="state" type="in-progress">
                  {t('traffic.running')}
                </StatusIndicator>
              ) : (
                <StatusIndicator key="state" type="stopped">
                  {t('traffic.over')}
                </StatusIndicator>
              ),
            ],
            [t('traffic.sent'), run.sent],
            [t('traffic.succeeded'), totalOf(run, 'succeeded')],
            [t('traffic.refused'), totalOf(run, 'refused')],
            [t('traffic.failed'), totalOf(run, 'failed')],
            [t('traffic.unanswered'), totalOf(run, 'unanswered')],
          ]}
        />
        <LineChart<Date>
          ariaLabel={t('traffic.chartRate')}
          height={160}
          hideFilter
          xScaleType="time"
          {...(first && last && { xDomain: [first, last] })}
          yDomain={[0, run.perSecond * 1.2]}
          series={rates.map(({ what, points }) => ({
            type: 'line' as const,
            title: t(`traffic.${what}`),
            data: points,
          }))}
          i18nStrings={{
            xTickFormatter: (at) => time.format(at),
            chartAriaRoleDescription: t('charts.role'),
            xAxisAriaRoleDescription: t('charts.xAxis'),
            yAxisAriaRoleDescription: t('charts.yAxis'),
            legendAriaLabel: t('charts.legend'),
          }}
          empty={<Box>{t('charts.empty')}</Box>}
        />
        <div>
          <BarChart<string>
            ariaLabel={t('traffic.answeredBy')}
            height={120}
            hideFilter
            hideLegend
            horizontalBars
            xScaleType="categorical"
            xDomain={by.map(([who]) => who)}
            yDomain={[0, Math.max(1, ...by.map(([, count]) => count))]}
            series={[
              {
                type: 'bar',
                title: t('traffic.answers'),
                data: by.map(([x, y]) => ({ x, y })),
              },
            ]}
            i18nStrings={{
              chartAriaRoleDescription: t('traffic.barChart'),
              xAxisAriaRoleDescription: t('traffic.answeredBy'),
              yAxisAriaRoleDescription: t('traffic.answers'),
            }}
            empty={<Box>{t('traffic.nobody')}</Box>}
          />
          {by.map(([who, count]) => (
            <Box key={who} fontSize="body-s">
              {who.startsWith('i-') ? <InstanceLink id={who} /> : who}: {count}
            </Box>
          ))}
        </div>
      </ColumnLayout>
    </Container>
  )
}
