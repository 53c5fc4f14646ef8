import Box from '@cloudscape-design/components/box'
import Header from '@cloudscape-design/components/header'
import Pagination from '@cloudscape-design/components/pagination'
import Table from '@cloudscape-design/components/table'
import TextFilter from '@cloudscape-design/components/text-filter'
import { useMemo, useState } from 'react'
import { asApiError } from '../../api/index.ts'
import { EmptyState, ErrorState } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { usePolicies, type Policy } from './use-policies.ts'

const pageSize = 10
const arnOf = (policy: Policy) => policy.Arn ?? ''
const isOfAws = (policy: Policy) => arnOf(policy).startsWith('arn:aws:iam::aws:')

/** Policies to choose from, found by a part of their name. */
export function PolicyPicker(props: {
  readonly chosen: readonly string[]
  /** Attached already: not offered. */
  readonly without?: readonly string[]
  /** Only one can be chosen. */
  readonly single?: boolean
  readonly onChange: (arns: readonly string[]) => void
}) {
  const { chosen, without = [], onChange } = props
  const t = useT()
  const policies = usePolicies()
  const [text, setText] = useState('')
  const [page, setPage] = useState(1)
  const found = useMemo(() => {
    const wanted = text.trim().toLowerCase()
    return (policies.data ?? [])
      .filter((policy) => !without.includes(arnOf(policy)))
      .filter(({ PolicyName = '' }) => PolicyName.toLowerCase().includes(wanted))
      .toSorted((a, b) => (a.PolicyName ?? '').localeCompare(b.PolicyName ?? ''))
  }, [policies.data, text, without])
  if (policies.error) {
    return <ErrorState error={asApiError(policies.error)} header={t('roles.policies')} />
  }
  const shown = found.slice((page - 1) * pageSize, page * pageSize)
  const isShown = (arn: string) => shown.some((policy) => arnOf(policy) === arn)
  return (
    <Table
      contentDensity="compact"
      variant="embedded"
      items={shown}
      trackBy={arnOf}
      loading={policies.isPending}
      loadingText={t('common.loading')}
      selectionType={props.single ? 'single' : 'multi'}
      selectedItems={(policies.data ?? []).filter((policy) => chosen.includes(arnOf(policy)))}
      onSelectionChange={({ detail }) =>
        // What is chosen on other pages stays chosen.
        onChange([
          ...(props.single ? [] : chosen.filter((arn) => !isShown(arn))),
          ...detail.selectedItems.map(arnOf).filter(isShown),
        ])
      }
      ariaLabels={{
        tableLabel: t('roles.policies'),
        selectionGroupLabel: t('roles.policies'),
        allItemsSelectionLabel: () => t('roles.selectPolicies'),
        itemSelectionLabel: (_, policy) => policy.PolicyName ?? '',
      }}
      header={
        <Header
          variant="h3"
          counter={props.single ? `(${found.length})` : `(${chosen.length}/${found.length})`}
        >
          {t('roles.policies')}
        </Header>
      }
      filter={
        <TextFilter
          filteringText={text}
          filteringAriaLabel={t('roles.findPolicy')}
          filteringPlaceholder={t('roles.findPolicy')}
          countText={text === '' ? '' : t('table.matches', { count: found.length })}
          onChange={({ detail }) => {
            setText(detail.filteringText)
            setPage(1)
          }}
        />
      }
      pagination={
        <Pagination
          currentPageIndex={page}
          pagesCount={Math.max(1, Math.ceil(found.length / pageSize))}
          onChange={({ detail }) => setPage(detail.currentPageIndex)}
        />
      }
      empty={<EmptyState title={t('roles.noPolicyFound')} />}
      columnDefinitions={[
        {
          id: 'name',
          header: t('roles.policyName'),
          isRowHeader: true,
          cell: ({ PolicyName, Description }) => (
            <>
              {PolicyName}
              {Description ? (
                <Box variant="small" display="block" color="text-body-secondary">
                  {Description}
                </Box>
              ) : null}
            </>
          ),
        },
        {
          id: 'kind',
          header: t('roles.policyType'),
          width: 190,
          cell: (policy) => t(isOfAws(policy) ? 'roles.awsManaged' : 'roles.customerManaged'),
        },
      ]}
    />
  )
}
