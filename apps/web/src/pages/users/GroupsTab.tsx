import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'
import { useConnection, useFeed, useOperation, useScopedPath } from '../../api/index.ts'
import { EmptyState, RouteLink } from '../../components/index.ts'
import { useLocale, useT } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { DeleteDialog } from '../../resources/DeleteDialog.tsx'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { lookAgainMs } from '../../resources/iam/holder.ts'

const useGroups = (UserName: string) =>
  useOperation(
    'iam',
    'ListGroupsForUser',
    { UserName, MaxItems: 1000 },
    { refetchIntervalMs: lookAgainMs },
  )

/** The groups that a user is in. */
export function GroupsTab({ name }: { readonly name: string }) {
  const locale = useLocale()
  const { t } = locale
  const toPath = useScopedPath()
  const { readOnly } = useConnection()
  const { data, isPending } = useGroups(name)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [dialog, setDialog] = useState<'add' | 'leave'>()
  const groups = (data?.Groups ?? []).map((group) => ({ ...group, id: group.GroupName ?? '' }))
  const selected = groups.filter(({ id }) => chosen.includes(id))
  const close = () => setDialog(undefined)
  return (
    <>
      <Table
        variant="embedded"
        contentDensity="compact"
        items={groups}
        trackBy="id"
        loading={isPending}
        loadingText={t('common.loading')}
        selectionType="multi"
        selectedItems={selected}
        onSelectionChange={({ detail }) => setChosen(detail.selectedItems.map(({ id }) => id))}
        ariaLabels={{
          tableLabel: t('users.groups'),
          selectionGroupLabel: t('users.groups'),
          allItemsSelectionLabel: () => t('users.selectGroups'),
          itemSelectionLabel: (_, { id }) => id,
        }}
        empty={<EmptyState title={t('users.noGroups')} text={t('users.noGroupsText')} />}
        header={
          <Header
            variant="h3"
            counter={`(${groups.length})`}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button
                  disabled={readOnly || selected.length === 0}
                  disabledReason={t(readOnly ? 'reason.readOnly' : 'userGroups.selectOne')}
                  onClick={() => setDialog('leave')}
                >
                  {t('common.remove')}
                </Button>
                <Button
                  disabled={readOnly}
                  disabledReason={t('reason.readOnly')}
                  onClick={() => setDialog('add')}
                >
                  {t('iam.addToGroups')}
                </Button>
              </SpaceBetween>
            }
          >
            {t('users.groups')}
          </Header>
        }
        columnDefinitions={[
          {
            id: 'name',
            header: t('userGroups.name'),
            isRowHeader: true,
            cell: ({ id }) => (
              <RouteLink
                variant="secondary"
                href={toPath(`/user-groups?selected=${encodeURIComponent(id)}`)}
              >
                {id}
              </RouteLink>
            ),
          },
          {
            id: 'created',
            header: t('volumes.created'),
            cell: ({ CreateDate }) => formatTime(CreateDate, locale.name) || '-',
          },
        ]}
      />
      {dialog === 'add' ? <AddToGroups name={name} onClose={close} /> : null}
      {dialog === 'leave' ? (
        <DeleteDialog
          title={t('users.leaveTitle', { name, count: selected.length })}
          submitText={t('common.remove')}
          asksForWord={false}
          items={selected.map(({ id }) => ({ id, name: id }))}
          remove={(call, { id }) =>
            call('iam', 'RemoveUserFromGroup', { UserName: name, GroupName: id })
          }
          onClose={close}
        />
      ) : null}
    </>
  )
}

/** Puts a user into groups of the account. */
export function AddToGroups(props: { readonly name: string; readonly onClose: () => void }) {
  const { name, onClose } = props
  const t = useT()
  const all = useFeed('user-groups')
  const present = useGroups(name).data?.Groups ?? []
  const offered = all.list.filter((one) => !present.some((own) => own.GroupName === one.GroupName))
  return (
    <FieldsDialog
      title={t('iam.addToGroupsTitle', { name })}
      submitText={t('iam.addToGroups')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'groups',
          label: t('userGroups.title'),
          kind: 'choices',
          // a name may have commas, which part the values of a form
          options: offered.map(({ GroupName = '' }) => ({
            value: encodeURIComponent(GroupName),
            label: GroupName,
          })),
          none: t('userGroups.empty'),
        },
      ]}
      run={async (call, { groups = '' }) => {
        for (const GroupName of groups.split(',').map(decodeURIComponent)) {
          await call('iam', 'AddUserToGroup', { UserName: name, GroupName })
        }
      }}
      onClose={onClose}
    />
  )
}
