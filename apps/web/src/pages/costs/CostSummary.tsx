import type { AccountCosts } from '@brume/console-api'
import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { KeyValue } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { formatMicros } from '../../lib/prices.ts'

const hoursOfMonth = 730

const models = ['onDemand', 'spot', 'reserved', 'savings'] as const

/** The month so far and to its end, and what runs now side by side under each way of buying. */
export function CostSummary({ costs }: { readonly costs: AccountCosts }) {
  const t = useT()
  const { spent, forecast, perHour, exact } = costs
  const most = Math.max(1, ...models.map((model) => costs.models[model]))
  return (
    <Container header={<Header variant="h2">{t('costs.month')}</Header>}>
      <SpaceBetween size="l">
        <KeyValue
          columns={3}
          items={[
            [t('costs.soFar'), <Amount key="spent" text={formatMicros(spent, exact)} />],
            [t('costs.forecast'), <Amount key="forecast" text={formatMicros(forecast, false)} />],
            [t('costs.perHour'), <Amount key="hour" text={formatMicros(perHour, exact)} />],
          ]}
        />
        <Box variant="h3">{t('costs.compare')}</Box>
        <div role="list">
          {models.map((model) => (
            <div key={model} role="listitem" style={{ marginBlockEnd: 8 }}>
              <Box variant="span">{t(`costs.model.${model}`)}</Box>{' '}
              <Box variant="span" fontWeight="bold">
                {t('costs.modelPrices', {
                  hour: formatMicros(costs.models[model], false),
                  month: formatMicros(costs.models[model] * hoursOfMonth, false),
                })}
              </Box>
              <div
                style={{
                  blockSize: 10,
                  borderRadius: 5,
                  background: 'currentColor',
                  opacity: 0.35,
                  inlineSize: `${(100 * costs.models[model]) / most}%`,
                }}
              />
            </div>
          ))}
        </div>
        <Box variant="small" color="text-body-secondary">
          {t('costs.compareText')}
        </Box>
      </SpaceBetween>
    </Container>
  )
}

function Amount({ text }: { readonly text: string }) {
  return (
    <Box variant="span" fontSize="display-l">
      {text}
    </Box>
  )
}
