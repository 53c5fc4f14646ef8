import type { Output } from '@brume/console-api'
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import ProgressBar from '@cloudscape-design/components/progress-bar'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'
import { asApiError, useConnection, useOperation } from '../../api/index.ts'
import { describeError } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { DeleteDialog } from '../../resources/DeleteDialog.tsx'
import { CreateBudget } from './CreateBudget.tsx'

type Budget = NonNullable<Output<'budgets', 'DescribeBudgets'>['Budgets']>[number]

/** The budgets of the account, with what is spent of each. */
export function Budgets() {
  const t = useT()
  const { readOnly } = useConnection()
  const [creating, setCreating] = useState(false)
  const [deleting, setDeleting] = useState<Budget>()
  const who = useOperation('sts', 'GetCallerIdentity', {})
  const AccountId = who.data?.Account
  const found = useOperation('budgets', 'DescribeBudgets', AccountId ? { AccountId } : undefined, {
    refetchIntervalMs: 15_000,
  })
  const refusal = readOnly ? { disabled: true, disabledReason: t('reason.readOnly') } : {}
  return (
    <SpaceBetween size="s">
      {found.error ? <Alert type="error">{describeError(asApiError(found.error), t)}</Alert> : null}
      <Table
        header={
          <Header
            variant="h2"
            description={t('costs.budgetsText')}
            actions={
              <Button
                {...refusal}
                disabled={readOnly || AccountId === undefined}
                onClick={() => setCreating(true)}
              >
                {t('costs.createBudget')}
              </Button>
            }
          >
            {t('costs.budgets')}
          </Header>
        }
        items={found.data?.Budgets ?? []}
        empty={t('costs.noBudgets')}
        columnDefinitions={[
          {
            id: 'name',
            header: t('costs.budgetName'),
            isRowHeader: true,
            cell: ({ BudgetName }) => BudgetName,
          },
          {
            id: 'spent',
            header: t('costs.budgetSpent'),
            cell: ({ BudgetLimit, CalculatedSpend }) => {
              const limit = Number(BudgetLimit?.Amount ?? 0)
              const spent = Number(CalculatedSpend?.ActualSpend?.Amount ?? 0)
              return (
                <ProgressBar
                  ariaLabel={t('costs.budgetSpent')}
                  value={limit === 0 ? 100 : Math.min(100, (100 * spent) / limit)}
                  additionalInfo={t('costs.ofLimit', {
                    spent: `US$${spent.toFixed(2)}`,
                    limit: `US$${limit.toFixed(2)}`,
                  })}
                />
              )
            },
          },
          {
            id: 'forecast',
            header: t('costs.forecast'),
            cell: ({ CalculatedSpend }) =>
              `≈ US$${Number(CalculatedSpend?.ForecastedSpend?.Amount ?? 0).toFixed(2)}`,
          },
          {
            id: 'delete',
            header: t('common.actions'),
            cell: (budget) => (
              <Button
                {...refusal}
                variant="inline-link"
                ariaLabel={`${t('common.delete')}: ${budget.BudgetName ?? ''}`}
                onClick={() => setDeleting(budget)}
              >
                {t('common.delete')}
              </Button>
            ),
          },
        ]}
      />
      {creating && AccountId !== undefined ? (
        <CreateBudget accountId={AccountId} onClose={() => setCreating(false)} />
      ) : null}
      {deleting && AccountId !== undefined ? (
        <DeleteBudget
          accountId={AccountId}
          name={deleting.BudgetName ?? ''}
          onClose={() => setDeleting(undefined)}
        />
      ) : null}
    </SpaceBetween>
  )
}

function DeleteBudget(props: {
  readonly accountId: string
  readonly name: string
  readonly onClose: () => void
}) {
  const { accountId, name, onClose } = props
  const t = useT()
  return (
    <DeleteDialog
      title={t('costs.deleteBudget')}
      asksForWord={false}
      items={[{ id: name, name }]}
      remove={(call, { id }) =>
        call('budgets', 'DeleteBudget', { AccountId: accountId, BudgetName: id })
      }
      onClose={onClose}
    />
  )
}
