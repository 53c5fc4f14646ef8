import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'
import { asApiError, useConnection, useOperation } from '../../api/index.ts'
import { EmptyState, ErrorState } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { DeleteDialog } from '../../resources/DeleteDialog.tsx'
import { EditInline, ShowPolicy } from './dialogs.tsx'
import { idOf, isServiceLinked, lookAgainMs, type Role } from './role.ts'

/** A policy of the role: attached by its ARN, or the role's own. */
interface Held {
  readonly id: string
  readonly name: string
  readonly arn?: string
}

const isOfAws = ({ arn }: Held) => arn?.startsWith('arn:aws:iam::aws:') ?? false

export function PermissionsTab(props: {
  readonly role: Role
  readonly open: (action: string) => void
}) {
  const { role, open } = props
  const t = useT()
  const { readOnly } = useConnection()
  const RoleName = idOf(role)
  const live = { refetchIntervalMs: lookAgainMs }
  const attached = useOperation(
    'iam',
    'ListAttachedRolePolicies',
    { RoleName, MaxItems: 1000 },
    live,
  )
  const inline = useOperation('iam', 'ListRolePolicies', { RoleName, MaxItems: 1000 }, live)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [dialog, setDialog] = useState<'show' | 'edit' | 'detach'>()
  const held: readonly Held[] = [
    ...(attached.data?.AttachedPolicies ?? []).map(({ PolicyArn = '', PolicyName = '' }) => ({
      id: PolicyArn,
      name: PolicyName,
      arn: PolicyArn,
    })),
    ...(inline.data?.PolicyNames ?? []).map((name) => ({ id: name, name })),
  ]
  const selected = held.filter(({ id }) => chosen.includes(id))
  const [only, second] = selected
  const close = () => setDialog(undefined)
  const noChange = readOnly
    ? t('reason.readOnly')
    : isServiceLinked(role)
      ? t('roles.serviceLinked')
      : undefined
  const noOne = only === undefined || second ? t('roles.selectPolicy') : undefined
  const button = (text: string, reason: string | undefined, run: () => void) => (
    <Button disabled={reason !== undefined} disabledReason={reason ?? ''} onClick={run}>
      {text}
    </Button>
  )
  const error = attached.error ?? inline.error
  if (error) return <ErrorState error={asApiError(error)} header={t('roles.permissions')} />
  return (
    <>
      <Table
        variant="embedded"
        contentDensity="compact"
        items={held}
        trackBy="id"
        loading={attached.isPending || inline.isPending}
        loadingText={t('common.loading')}
        selectionType="multi"
        selectedItems={selected}
        onSelectionChange={({ detail }) => setChosen(detail.selectedItems.map(({ id }) => id))}
        ariaLabels={{
          tableLabel: t('roles.policies'),
          selectionGroupLabel: t('roles.policies'),
          allItemsSelectionLabel: () => t('roles.selectPolicies'),
          itemSelectionLabel: (_, { name }) => name,
        }}
        empty={<EmptyState title={t('roles.noPolicies')} text={t('roles.noPoliciesText')} />}
        header={
          <Header
            variant="h3"
            counter={`(${held.length})`}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                {button(t('roles.showPolicy'), noOne, () =>
                  setDialog(only?.arn === undefined ? 'edit' : 'show'),
                )}
                {button(
                  t('roles.removePolicies'),
                  noChange ?? (only === undefined ? t('roles.selectPolicy') : undefined),
                  () => setDialog('detach'),
                )}
                {button(t('roles.createInline'), noChange, () => open('inline'))}
                {button(t('roles.attach'), noChange, () => open('attach'))}
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
            cell: ({ name }) => name,
          },
          {
            id: 'kind',
            header: t('roles.policyType'),
            cell: (one) =>
              t(
                one.arn === undefined
                  ? 'roles.inline'
                  : isOfAws(one)
                    ? 'roles.awsManaged'
                    : 'roles.customerManaged',
              ),
          },
        ]}
      />
      {dialog === 'show' && only?.arn ? (
        <ShowPolicy name={only.name} arn={only.arn} onClose={close} />
      ) : null}
      {dialog === 'edit' && only ? (
        <EditInline item={role} policyName={only.name} onClose={close} />
      ) : null}
      {dialog === 'detach' ? (
        <DeleteDialog
          title={t('roles.removeTitle', { name: RoleName, count: selected.length })}
          submitText={t('common.remove')}
          asksForWord={selected.some(({ arn }) => arn === undefined)}
          items={selected.map(({ id, name }) => ({ id, name }))}
          remove={(call, { id }) =>
            id.startsWith('arn:')
              ? call('iam', 'DetachRolePolicy', { RoleName, PolicyArn: id })
              : call('iam', 'DeleteRolePolicy', { RoleName, PolicyName: id })
          }
          onClose={close}
        >
          {t('roles.removeText')}
        </DeleteDialog>
      ) : null}
    </>
  )
}
