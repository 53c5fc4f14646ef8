import { useCollection } from '@cloudscape-design/collection-hooks'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import Pagination from '@cloudscape-design/components/pagination'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import TextFilter from '@cloudscape-design/components/text-filter'
import { useState } from 'react'
import { asApiError, useConnection } from '../../api/index.ts'
import { EmptyState, ErrorState } from '../../components/index.ts'
import { useLocale } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { useQuotas, type Quota, type QuotaRow } from './quotas.ts'
import { useUsage } from './usage.ts'

const nearlyFull = 0.8

/** What the account may have, and the way to more. */
export function QuotaSettings() {
  const { t, name } = useLocale()
  const { readOnly } = useConnection()
  const quotas = useQuotas()
  const usage = useUsage()
  const [asking, setAsking] = useState<QuotaRow>()
  const number = (value: number | undefined) =>
    value === undefined ? '-' : value.toLocaleString(name)
  const { items, collectionProps, filterProps, filteredItemsCount, paginationProps } =
    useCollection(quotas.data ?? [], {
      filtering: {
        noMatch: <EmptyState title={t('settings.quotaNone')} />,
        filteringFunction: ({ quota }, text) =>
          `${quota.QuotaName} ${quota.QuotaCode} ${quota.ServiceName}`
            .toLowerCase()
            .includes(text.toLowerCase()),
      },
      pagination: { pageSize: 20 },
      sorting: {},
    })
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('settings.quotasText')}
          counter={quotas.data ? `(${quotas.data.length})` : ''}
        >
          {t('settings.quotas')}
        </Header>
      }
    >
      {quotas.error ? (
        <ErrorState error={asApiError(quotas.error)} onRetry={() => void quotas.refetch()} />
      ) : (
        <Table
          {...collectionProps}
          variant="embedded"
          wrapLines
          items={items}
          trackBy={({ quota }) => quota.QuotaArn ?? ''}
          loading={quotas.isPending}
          loadingText={t('common.loading')}
          ariaLabels={{ tableLabel: t('settings.quotas') }}
          filter={
            <TextFilter
              {...filterProps}
              filteringAriaLabel={t('settings.findQuota')}
              filteringPlaceholder={t('settings.findQuota')}
              countText={filteredItemsCount === undefined ? '' : String(filteredItemsCount)}
            />
          }
          pagination={<Pagination {...paginationProps} />}
          columnDefinitions={[
            {
              id: 'name',
              header: t('settings.quota'),
              cell: ({ quota }) => quota.QuotaName,
              isRowHeader: true,
            },
            {
              id: 'service',
              header: t('settings.quotaService'),
              cell: ({ quota }) => quota.ServiceCode?.toUpperCase(),
            },
            {
              id: 'applied',
              header: t('settings.quotaApplied'),
              cell: ({ quota, pending }) =>
                pending === undefined
                  ? number(quota.Value)
                  : `${number(quota.Value)} (${t('settings.quotaPending', { value: number(pending) })})`,
            },
            {
              id: 'usage',
              header: t('settings.quotaUsed'),
              cell: ({ quota }) => <Used quota={quota} used={usage.get(quota.QuotaCode ?? '')} />,
            },
            {
              id: 'default',
              header: t('settings.quotaDefault'),
              cell: ({ defaultValue }) => number(defaultValue),
            },
            {
              id: 'adjustable',
              minWidth: 170,
              header: t('settings.quotaAdjustable'),
              cell: (row) =>
                row.quota.Adjustable ? (
                  <Button
                    variant="inline-link"
                    disabled={readOnly || row.pending !== undefined}
                    ariaLabel={t('settings.quotaRequestOf', { name: row.quota.QuotaName ?? '' })}
                    onClick={() => setAsking(row)}
                  >
                    {t('settings.quotaRequest')}
                  </Button>
                ) : (
                  t('settings.quotaNo')
                ),
            },
          ]}
        />
      )}
      {asking ? <RequestIncrease row={asking} onClose={() => setAsking(undefined)} /> : null}
    </Container>
  )
}

/** How much of the applied value is taken, in a word for those who see no color. */
function Used({ quota, used }: { readonly quota: Quota; readonly used: number | undefined }) {
  const { t, name } = useLocale()
  if (used === undefined) return '-'
  const share = quota.Value ? used / quota.Value : 0
  const text = `${used.toLocaleString(name)} (${Math.round(share * 100)}%)`
  if (share < nearlyFull) return text
  return (
    <StatusIndicator type={share >= 1 ? 'error' : 'warning'}>
      {t(share >= 1 ? 'settings.quotaFull' : 'settings.quotaNearlyFull', { used: text })}
    </StatusIndicator>
  )
}

function RequestIncrease(props: { readonly row: QuotaRow; readonly onClose: () => void }) {
  const { t, name } = useLocale()
  const { kind } = useConnection()
  const { quota } = props.row
  const present = quota.Value ?? 0
  const hint = t('settings.quotaValueText', { value: present.toLocaleString(name) })
  return (
    <FieldsDialog
      title={t('settings.quotaRequestOf', { name: quota.QuotaName ?? '' })}
      submitText={t('settings.quotaRequest')}
      savedText={t('settings.quotaAsked')}
      note={kind === 'embedded' ? t('settings.quotaNoteEmbedded') : ''}
      fields={[
        {
          id: 'value',
          label: t('settings.quotaValue'),
          description: hint,
          problem: (value) => (Number(value) > present ? undefined : hint),
        },
      ]}
      run={(call, values) =>
        call('service-quotas', 'RequestServiceQuotaIncrease', {
          ServiceCode: quota.ServiceCode,
          QuotaCode: quota.QuotaCode,
          DesiredValue: Number(values['value']),
        })
      }
      onClose={props.onClose}
    />
  )
}
