import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'
import Table from '@cloudscape-design/components/table'
import { pathIn, useFeed, useScope } from '../../api/index.ts'
import { EmptyState, RouteLink } from '../../components/index.ts'
import { useT, type PlainKey } from '../../i18n/index.ts'
import { formatPrice } from '../../lib/prices.ts'
import { compareModels, groupRunning, models, type Model } from './compare-models.ts'
import { useRates } from './use-rates.ts'
import './buying-options.css'

const hoursPerMonth = 730

const texts: Readonly<Record<Model, { readonly name: PlainKey; readonly text: PlainKey }>> = {
  onDemand: { name: 'spotPrices.onDemand', text: 'buying.onDemandText' },
  spot: { name: 'buying.spot', text: 'buying.spotText' },
  reserved1: { name: 'buying.reserved1', text: 'buying.reservedText' },
  reserved3: { name: 'buying.reserved3', text: 'buying.reservedText' },
  plan1: { name: 'buying.plan1', text: 'buying.planText' },
  plan3: { name: 'buying.plan3', text: 'buying.planText' },
}
const pages: Readonly<Record<Model, string>> = {
  onDemand: 'instances',
  spot: 'spot-requests',
  reserved1: 'reserved-instances',
  reserved3: 'reserved-instances',
  plan1: 'savings-plans',
  plan3: 'savings-plans',
}

/** What would I save for what runs now: On-Demand, Spot, Savings Plans and Reserved Instances side by side. */
export default function BuyingOptionsPage() {
  const t = useT()
  const scope = useScope()
  const running = groupRunning(useFeed('instances').list)
  const { rateOf, isPending } = useRates(running)
  const compared = compareModels(running, rateOf)
  const usd = (usdPerHour: number | undefined) =>
    usdPerHour === undefined ? '-' : formatPrice({ usdPerHour, exact: false })
  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header variant="h1" description={t('buying.text')}>
            {t('buying.title')}
          </Header>
        }
      >
        {running.length === 0 ? (
          <EmptyState title={t('buying.nothing')} text={t('buying.nothingText')} />
        ) : isPending ? (
          <Spinner size="large" />
        ) : (
          <ul className="brume-models">
            {compared.map(({ model, usdPerHour, share }) => (
              <li key={model}>
                <SpaceBetween size="xxs">
                  <RouteLink href={pathIn(scope, `/${pages[model]}`)}>
                    {t(texts[model].name)}
                  </RouteLink>
                  <div className="brume-model-track">
                    <div
                      className="brume-model-bar"
                      data-model={model}
                      style={{ inlineSize: `${Math.round(100 * (share ?? 0))}%` }}
                    />
                  </div>
                  <Box>
                    <Box variant="strong">
                      {usdPerHour === undefined
                        ? '-'
                        : t('buying.perMonth', {
                            price: usd(Math.round(usdPerHour * hoursPerMonth * 100) / 100),
                          })}
                    </Box>{' '}
                    {share === undefined || model === 'onDemand' ? null : (
                      <Box variant="span" color="text-status-success">
                        {t('buying.less', { percent: Math.round(100 * (1 - share)) })}
                      </Box>
                    )}
                  </Box>
                  <Box variant="small">{t(texts[model].text)}</Box>
                </SpaceBetween>
              </li>
            ))}
          </ul>
        )}
      </Container>
      <Table
        items={[...running]}
        trackBy={({ type, platform }) => `${type} ${platform}`}
        ariaLabels={{ tableLabel: t('buying.rates') }}
        header={<Header description={t('buying.ratesText')}>{t('buying.rates')}</Header>}
        empty={<EmptyState title={t('buying.nothing')} />}
        columnDefinitions={[
          {
            id: 'type',
            header: t('templates.type'),
            cell: ({ type, platform }) => (platform === 'windows' ? `${type} · Windows` : type),
            isRowHeader: true,
          },
          { id: 'count', header: t('reserved.count'), cell: ({ count }) => count },
          ...models.map((model) => ({
            id: model,
            header: t(texts[model].name),
            cell: (one: (typeof running)[number]) => usd(rateOf(model, one)),
          })),
        ]}
      />
    </SpaceBetween>
  )
}
