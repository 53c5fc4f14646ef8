import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { asApiError, useOperation } from '../../api/index.ts'
import { describeError, KeyValue } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { Budgets } from './Budgets.tsx'

/** From its first day to the end of today, as Cost Explorer takes it. */
function thisMonth(): { readonly Start: string; readonly End: string } {
  const today = new Date()
  const day = (date: Date): string => date.toISOString().slice(0, 10)
  const first = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth()))
  return { Start: day(first), End: day(new Date(today.getTime() + 86_400_000)) }
}

/** Of an AWS account: Cost Explorer is asked only when a person says so, since AWS charges for each question. */
export function AwsCosts() {
  const t = useT()
  const [asked, setAsked] = useState(false)
  const [month] = useState(thisMonth)
  const found = useOperation(
    'cost-explorer',
    'GetCostAndUsage',
    asked
      ? {
          TimePeriod: month,
          Granularity: 'MONTHLY',
          Metrics: ['UnblendedCost'],
          GroupBy: [{ Type: 'DIMENSION', Key: 'SERVICE' }],
        }
      : undefined,
    { staleMs: 3_600_000 },
  )
  const groups = (found.data?.ResultsByTime ?? []).flatMap(({ Groups = [] }) => Groups)
  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header
            variant="h2"
            actions={
              <Button loading={asked && found.isPending} onClick={() => setAsked(true)}>
                {t('costs.ask')}
              </Button>
            }
          >
            {t('costs.month')}
          </Header>
        }
      >
        <SpaceBetween size="m">
          <Alert type="info">{t('costs.askText')}</Alert>
          {found.error ? (
            <Alert type="error">{describeError(asApiError(found.error), t)}</Alert>
          ) : null}
          {groups.length > 0 ? (
            <KeyValue
              columns={2}
              items={groups.map(({ Keys = [], Metrics = {} }) => [
                Keys.join(', '),
                `US$${Number(Metrics['UnblendedCost']?.Amount ?? 0).toFixed(2)}`,
              ])}
            />
          ) : null}
        </SpaceBetween>
      </Container>
      <Budgets />
    </SpaceBetween>
  )
}
