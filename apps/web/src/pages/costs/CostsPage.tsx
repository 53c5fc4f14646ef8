import { routes } from '@brume/console-api'
import Alert from '@cloudscape-design/components/alert'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Toggle from '@cloudscape-design/components/toggle'
import { useMutation } from '@tanstack/react-query'
import { asApiError, request, useConnection, useCosts } from '../../api/index.ts'
import { describeError, EmptyState } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { AwsCosts } from './AwsCosts.tsx'
import { BillLines } from './BillLines.tsx'
import { Budgets } from './Budgets.tsx'
import { CostSummary } from './CostSummary.tsx'
import { DailyChart } from './DailyChart.tsx'
import { ResourceCosts } from './ResourceCosts.tsx'

/** What the account costs: so far, per hour, per day and per resource; what it would cost otherwise; its bill, explained; budgets. */
export default function CostsPage() {
  const t = useT()
  const { id, kind, readOnly } = useConnection()
  const { data: costs, error, refetch } = useCosts()
  const setFreeTier = useMutation({
    mutationFn: (freeTier: boolean) => request('POST', routes.cloud(id, 'costs'), { freeTier }),
    onSettled: () => refetch(),
  })
  const failure = setFreeTier.error ?? error
  const freeTier = costs?.freeTier ?? false
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description={kind === 'embedded' ? t('costs.text') : t('costs.awsText')}
          actions={
            kind === 'embedded' ? (
              <Toggle
                checked={freeTier}
                disabled={readOnly || setFreeTier.isPending || !costs}
                onChange={({ detail }) => setFreeTier.mutate(detail.checked)}
              >
                {t('costs.freeTier')}
              </Toggle>
            ) : undefined
          }
        >
          {t('costs.title')}
        </Header>
      }
    >
      <SpaceBetween size="l">
        {failure ? <Alert type="error">{describeError(asApiError(failure), t)}</Alert> : null}
        {kind !== 'embedded' ? (
          <AwsCosts />
        ) : costs ? (
          <SpaceBetween size="l">
            <CostSummary costs={costs} />
            <DailyChart costs={costs} />
            <ResourceCosts costs={costs} />
            <BillLines costs={costs} />
            <Budgets />
          </SpaceBetween>
        ) : (
          <EmptyState title={t('common.loading')} text="" />
        )}
      </SpaceBetween>
    </ContentLayout>
  )
}
