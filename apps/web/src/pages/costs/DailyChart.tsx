import type { AccountCosts } from '@brume/console-api'
import BarChart from '@cloudscape-design/components/bar-chart'
import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import { useLocale } from '../../i18n/index.ts'
import { formatMicros } from '../../lib/prices.ts'

/** What each day of the month has cost, by service. */
export function DailyChart({ costs }: { readonly costs: AccountCosts }) {
  const { t, name: locale } = useLocale()
  const format = new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  })
  const days = costs.days.map(({ from }) => format.format(from))
  const services = [...new Set(costs.days.flatMap(({ services: all }) => Object.keys(all)))].sort()
  const highest = Math.max(
    0.01,
    ...costs.days.map(({ services: all }) => sum(Object.values(all)) / 1_000_000),
  )
  return (
    <Container header={<Header variant="h2">{t('costs.byDay')}</Header>}>
      <BarChart<string>
        ariaLabel={t('costs.byDay')}
        height={220}
        hideFilter
        stackedBars
        legendTitle={t('costs.service')}
        xScaleType="categorical"
        xDomain={days}
        yDomain={[0, highest * 1.1]}
        series={services.map((service) => ({
          type: 'bar',
          title: service,
          data: costs.days.map(({ services: all }, at) => ({
            x: days[at] ?? '',
            y: (all[service] ?? 0) / 1_000_000,
          })),
          valueFormatter: (usd: number) => formatMicros(usd * 1_000_000),
        }))}
        i18nStrings={{
          yTickFormatter: (usd) => formatMicros(usd * 1_000_000),
          chartAriaRoleDescription: t('costs.barChart'),
          xAxisAriaRoleDescription: t('costs.day'),
          yAxisAriaRoleDescription: t('costs.spent'),
        }}
        empty={<Box textAlign="center">{t('costs.nothing')}</Box>}
      />
    </Container>
  )
}

const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0)
