import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import Toggle from '@cloudscape-design/components/toggle'
import type { IamDecision } from '@brume/console-api'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { asApiError, useScopedPath } from '../../api/index.ts'
import { useDecisions } from '../../resources/use-access.ts'
import {
  DenialHelp,
  describeDenial,
  describeStatement,
  EmptyState,
  ErrorState,
} from '../../components/index.ts'
import { useLocale, useT } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { AddRemedy, holderOf } from '../../resources/iam/AddRemedy.tsx'
import { inlinePolicyPath } from '../../resources/iam/holder.ts'
import { printJson } from '../../resources/roles/documents.ts'

/** What was asked of the policies: refused, or what would be; and the least policy for what somebody did. */
export function DecisionLog() {
  const { t, name: locale } = useLocale()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const all = useDecisions(undefined)
  const [principal, setPrincipal] = useState('')
  const own = useDecisions(principal === '' ? null : principal)
  const [deniedOnly, setDeniedOnly] = useState(true)
  const [chosen, setChosen] = useState<string>()
  const decisions = useMemo(
    () =>
      (all.data?.decisions ?? []).map((one, index) => ({
        ...one,
        id: `${one.requestId} ${index}`,
      })),
    [all.data],
  )
  const principals = useMemo(
    () => [...new Set(decisions.map((one) => one.principal))].toSorted(),
    [decisions],
  )
  const ofPrincipal = decisions.filter((one) => principal === '' || one.principal === principal)
  const shown = ofPrincipal.filter(({ allowed }) => !deniedOnly || !allowed)
  const selected = decisions.find(({ id }) => id === chosen)
  const holder = principal === '' ? undefined : holderOf(principal)
  if (all.error) return <ErrorState error={asApiError(all.error)} header={t('access.log')} />
  return (
    <SpaceBetween size="l">
      <Table
        contentDensity="compact"
        wrapLines
        items={shown.slice(0, 200)}
        trackBy="id"
        loading={all.isPending}
        loadingText={t('common.loading')}
        selectionType="single"
        selectedItems={selected ? [selected] : []}
        onSelectionChange={({ detail }) => setChosen(detail.selectedItems[0]?.id)}
        ariaLabels={{
          tableLabel: t('access.log'),
          selectionGroupLabel: t('access.log'),
          itemSelectionLabel: (_, { action }: IamDecision) => action,
        }}
        empty={<EmptyState title={t('access.noDecisions')} text={t('access.noDecisionsText')} />}
        header={
          <Header
            variant="h2"
            counter={`(${shown.length})`}
            description={t('access.logText')}
            actions={
              <Button
                disabled={holder === undefined || own.data === undefined}
                {...(holder === undefined && { disabledReason: t('access.choosePrincipal') })}
                onClick={() =>
                  holder &&
                  void navigate(toPath(inlinePolicyPath(holder)), {
                    state: { document: printJson(own.data?.leastPolicy) },
                  })
                }
              >
                {t('access.generate')}
              </Button>
            }
          >
            {t('access.log')}
          </Header>
        }
        filter={
          <SpaceBetween direction="horizontal" size="l" alignItems="center">
            <Select
              ariaLabel={t('access.principal')}
              selectedOption={
                principal === ''
                  ? { value: '', label: t('access.everybody') }
                  : { value: principal, label: shortOf(principal) }
              }
              options={[
                { value: '', label: t('access.everybody') },
                ...principals.map((one) => ({ value: one, label: shortOf(one) })),
              ]}
              onChange={({ detail }) => setPrincipal(detail.selectedOption.value ?? '')}
            />
            <Toggle checked={deniedOnly} onChange={({ detail }) => setDeniedOnly(detail.checked)}>
              {t('access.deniedOnly')}
            </Toggle>
          </SpaceBetween>
        }
        columnDefinitions={[
          {
            id: 'at',
            header: t('access.time'),
            width: 210,
            cell: ({ at }) => formatTime(at, locale) || '-',
          },
          {
            id: 'principal',
            header: t('access.principal'),
            width: 180,
            cell: (one) => shortOf(one.principal),
          },
          {
            id: 'action',
            header: t('access.action'),
            isRowHeader: true,
            width: 240,
            cell: ({ action }) => action,
          },
          { id: 'resource', header: t('summary.resource'), cell: ({ resource }) => resource },
          {
            id: 'result',
            header: t('access.result'),
            width: 170,
            cell: (one) => <Result decision={one} />,
          },
        ]}
      />
      {selected ? <Explanation decision={selected} /> : null}
    </SpaceBetween>
  )
}

const shortOf = (arn: string) => arn.split(':').at(-1) ?? arn

function Result({ decision }: { readonly decision: IamDecision }) {
  const t = useT()
  if (decision.allowed) return <StatusIndicator>{t('access.allowed')}</StatusIndicator>
  return (
    <StatusIndicator type={decision.refused ? 'error' : 'warning'}>
      {t(decision.refused ? 'access.denied' : 'access.wouldBeDenied')}
    </StatusIndicator>
  )
}

/** Why, in words, and what would change it. */
function Explanation({ decision }: { readonly decision: IamDecision }) {
  const t = useT()
  return (
    <SpaceBetween size="s">
      <Header variant="h3">{t('access.why')}</Header>
      <div>
        {decision.allowed
          ? decision.statements.map((one) => describeStatement(one, t)).join(', ')
          : describeDenial(decision, t)}
      </div>
      {decision.allowed ? null : (
        <>
          <DenialHelp denial={decision} />
          <AddRemedy decision={decision} />
        </>
      )}
    </SpaceBetween>
  )
}
