import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { asApiError, useConnection, useScopedPath } from '../../api/index.ts'
import { EmptyState, ErrorState, RouteLink } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { DeleteDialog } from '../DeleteDialog.tsx'
import { AttachPolicies } from './AttachPolicies.tsx'
import { Boundary } from './Boundary.tsx'
import {
  holderCalls,
  inlinePolicyPath,
  isOfAws,
  policyPath,
  useHeldPolicies,
  type HeldPolicy,
  type Holder,
} from './holder.ts'

/** What a user, a group or a role carries: its policies, and the boundary of what they can give. */
export function HolderPermissions(props: {
  readonly holder: Holder
  /** Why nothing of it can be changed. */
  readonly fixed?: string | undefined
}) {
  const { holder } = props
  const t = useT()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const { readOnly } = useConnection()
  const { data: held = [], error, isPending } = useHeldPolicies(holder)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [dialog, setDialog] = useState<'attach' | 'remove'>()
  const selected = held.filter(({ id }) => chosen.includes(id))
  const close = () => setDialog(undefined)
  const noChange = readOnly ? t('reason.readOnly') : props.fixed
  const button = (text: string, reason: string | undefined, run: () => void) => (
    <Button disabled={reason !== undefined} disabledReason={reason ?? ''} onClick={run}>
      {text}
    </Button>
  )
  if (error) return <ErrorState error={asApiError(error)} header={t('roles.permissions')} />
  return (
    <SpaceBetween size="l">
      <Table
        variant="embedded"
        contentDensity="compact"
        items={held}
        trackBy="id"
        loading={isPending}
        loadingText={t('common.loading')}
        selectionType="multi"
        selectedItems={selected}
        isItemDisabled={({ group }) => group !== undefined}
        onSelectionChange={({ detail }) => setChosen(detail.selectedItems.map(({ id }) => id))}
        ariaLabels={{
          tableLabel: t('roles.policies'),
          selectionGroupLabel: t('roles.policies'),
          allItemsSelectionLabel: () => t('roles.selectPolicies'),
          itemSelectionLabel: (_, { name }) => name,
        }}
        empty={
          <EmptyState
            title={t('roles.noPolicies')}
            text={t(holder.kind === 'role' ? 'roles.noPoliciesText' : 'iam.noPoliciesText')}
          />
        }
        header={
          <Header
            variant="h3"
            counter={`(${held.length})`}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                {button(
                  t('roles.removePolicies'),
                  noChange ?? (selected.length === 0 ? t('roles.selectPolicy') : undefined),
                  () => setDialog('remove'),
                )}
                {button(
                  t('roles.createInline'),
                  noChange,
                  () => void navigate(toPath(inlinePolicyPath(holder))),
                )}
                {button(t('roles.attach'), noChange, () => setDialog('attach'))}
              </SpaceBetween>
            }
          >
            {t('roles.policies')}
          </Header>
        }
        columnDefinitions={[
          {
            id: 'name',
            header: t('roles.policyName'),
            isRowHeader: true,
            cell: (one) => (
              <RouteLink href={toPath(pathOf(holder, one))} variant="secondary">
                {one.name}
              </RouteLink>
            ),
          },
          {
            id: 'kind',
            header: t('roles.policyType'),
            cell: ({ arn }) =>
              t(
                arn === undefined
                  ? 'roles.inline'
                  : isOfAws(arn)
                    ? 'roles.awsManaged'
                    : 'roles.customerManaged',
              ),
          },
          ...(holder.kind === 'user'
            ? [
                {
                  id: 'through',
                  header: t('iam.attachedVia'),
                  cell: ({ arn, group }: HeldPolicy) =>
                    group === undefined
                      ? t(arn === undefined ? 'roles.inline' : 'iam.directly')
                      : t('iam.throughGroup', { name: group }),
                },
              ]
            : []),
        ]}
      />
      {holder.kind === 'group' ? null : <Boundary holder={holder} noChange={noChange} />}
      {dialog === 'attach' ? <AttachPolicies holder={holder} onClose={close} /> : null}
      {dialog === 'remove' ? (
        <DeleteDialog
          title={t('roles.removeTitle', { name: holder.name, count: selected.length })}
          submitText={t('common.remove')}
          asksForWord={selected.some(({ arn }) => arn === undefined)}
          items={selected}
          remove={(call, { name, arn }) => {
            const calls = holderCalls[holder.kind]
            return arn === undefined
              ? calls.deleteInline(call, holder.name, name)
              : calls.detach(call, holder.name, arn)
          }}
          onClose={close}
        >
          {t('roles.removeText')}
        </DeleteDialog>
      ) : null}
    </SpaceBetween>
  )
}

function pathOf(holder: Holder, { name, arn, group }: HeldPolicy): string {
  if (arn !== undefined) return policyPath(arn)
  return inlinePolicyPath(group === undefined ? holder : { kind: 'group', name: group }, name)
}
