import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'
import { useConnection, useFeed, useOperation, useScopedPath } from '../../api/index.ts'
import { EmptyState, RouteLink } from '../../components/index.ts'
import { useT, type PlainKey } from '../../i18n/index.ts'
import { DeleteDialog } from '../../resources/DeleteDialog.tsx'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { holderCalls, lookAgainMs, type Holder } from '../../resources/iam/holder.ts'

const kinds: Readonly<Record<Holder['kind'], { readonly text: PlainKey; readonly page: string }>> =
  {
    user: { text: 'policies.user', page: 'users' },
    group: { text: 'policies.group', page: 'user-groups' },
    role: { text: 'policies.role', page: 'roles' },
  }

type Usage = 'PermissionsPolicy' | 'PermissionsBoundary'

interface Entity extends Holder {
  readonly id: string
  readonly usage: Usage
}

function useEntities(arn: string, usage: Usage): readonly Entity[] | undefined {
  const { data } = useOperation(
    'iam',
    'ListEntitiesForPolicy',
    { PolicyArn: arn, PolicyUsageFilter: usage, MaxItems: 1000 },
    { refetchIntervalMs: lookAgainMs },
  )
  if (!data) return undefined
  const entity = (kind: Holder['kind'], name = ''): Entity => ({
    id: `${usage}/${kind}/${name}`,
    kind,
    name,
    usage,
  })
  return [
    ...(data.PolicyUsers ?? []).map(({ UserName }) => entity('user', UserName)),
    ...(data.PolicyGroups ?? []).map(({ GroupName }) => entity('group', GroupName)),
    ...(data.PolicyRoles ?? []).map(({ RoleName }) => entity('role', RoleName)),
  ]
}

/** Who carries a policy, as permissions or as a boundary. */
export function EntitiesTab({ arn }: { readonly arn: string }) {
  const t = useT()
  const toPath = useScopedPath()
  const { readOnly } = useConnection()
  const permissions = useEntities(arn, 'PermissionsPolicy')
  const boundaries = useEntities(arn, 'PermissionsBoundary')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [dialog, setDialog] = useState<'attach' | 'detach'>()
  const entities = [...(permissions ?? []), ...(boundaries ?? [])]
  const selected = entities.filter(({ id }) => chosen.includes(id))
  const close = () => setDialog(undefined)
  return (
    <>
      <Table
        variant="embedded"
        contentDensity="compact"
        items={entities}
        trackBy="id"
        loading={permissions === undefined || boundaries === undefined}
        loadingText={t('common.loading')}
        selectionType="multi"
        selectedItems={selected}
        isItemDisabled={({ usage }) => usage === 'PermissionsBoundary'}
        onSelectionChange={({ detail }) => setChosen(detail.selectedItems.map(({ id }) => id))}
        ariaLabels={{
          tableLabel: t('policies.entities'),
          selectionGroupLabel: t('policies.entities'),
          allItemsSelectionLabel: () => t('policies.selectEntities'),
          itemSelectionLabel: (_, { name }) => name,
        }}
        empty={<EmptyState title={t('policies.noEntities')} />}
        header={
          <Header
            variant="h3"
            counter={`(${entities.length})`}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button
                  disabled={readOnly || selected.length === 0}
                  disabledReason={t(readOnly ? 'reason.readOnly' : 'policies.selectEntity')}
                  onClick={() => setDialog('detach')}
                >
                  {t('policies.detach')}
                </Button>
                <Button
                  disabled={readOnly}
                  disabledReason={t('reason.readOnly')}
                  onClick={() => setDialog('attach')}
                >
                  {t('policies.attach')}
                </Button>
              </SpaceBetween>
            }
          >
            {t('policies.entities')}
          </Header>
        }
        columnDefinitions={[
          {
            id: 'name',
            header: t('policies.entity'),
            isRowHeader: true,
            cell: ({ kind, name }) => (
              <RouteLink
                variant="secondary"
                href={toPath(`/${kinds[kind].page}?selected=${encodeURIComponent(name)}`)}
              >
                {name}
              </RouteLink>
            ),
          },
          { id: 'kind', header: t('policies.entityType'), cell: ({ kind }) => t(kinds[kind].text) },
          {
            id: 'usage',
            header: t('policies.usedAs'),
            cell: ({ usage }) =>
              t(usage === 'PermissionsPolicy' ? 'roles.policies' : 'roles.boundary'),
          },
        ]}
      />
      {dialog === 'attach' ? <AttachTo arn={arn} onClose={close} /> : null}
      {dialog === 'detach' ? (
        <DeleteDialog
          title={t('policies.detachTitle', { count: selected.length })}
          submitText={t('policies.detach')}
          asksForWord={false}
          items={selected}
          remove={(call, { kind, name }) => holderCalls[kind].detach(call, name, arn)}
          onClose={close}
        />
      ) : null}
    </>
  )
}

/** Attaches one policy to users, groups and roles. */
export function AttachTo(props: { readonly arn: string; readonly onClose: () => void }) {
  const { arn, onClose } = props
  const t = useT()
  const present = useEntities(arn, 'PermissionsPolicy') ?? []
  const users = useFeed('users').list.map(({ UserName }) => UserName)
  const groups = useFeed('user-groups').list.map(({ GroupName }) => GroupName)
  const roles = useFeed('roles').list.map(({ RoleName }) => RoleName)
  const optionsOf = (kind: Holder['kind'], names: readonly (string | undefined)[]) =>
    names
      .filter((name = '') => !present.some((one) => one.kind === kind && one.name === name))
      // a name may have commas, which part the values of a form
      .map((name = '') => ({
        value: encodeURIComponent(`${kind}/${name}`),
        label: name,
        tag: t(kinds[kind].text),
      }))
  return (
    <FieldsDialog
      title={t('policies.attachTitle')}
      submitText={t('policies.attach')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'entities',
          label: t('policies.entities'),
          kind: 'choices',
          options: [
            ...optionsOf('user', users),
            ...optionsOf('group', groups),
            ...optionsOf('role', roles),
          ],
        },
      ]}
      run={async (call, { entities = '' }) => {
        for (const one of entities.split(',').map(decodeURIComponent)) {
          const [kind, name = ''] = one.split('/')
          const calls = kind === 'user' || kind === 'group' ? holderCalls[kind] : holderCalls.role
          await calls.attach(call, name, arn)
        }
      }}
      onClose={onClose}
    />
  )
}
