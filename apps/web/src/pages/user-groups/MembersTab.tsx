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

const useMembers = (GroupName: string) =>
  useOperation('iam', 'GetGroup', { GroupName, MaxItems: 1000 }, { refetchIntervalMs: lookAgainMs })

/** The users of a group. */
export function MembersTab({ name }: { readonly name: string }) {
  const { t, name: locale } = useLocale()
  const toPath = useScopedPath()
  const { readOnly } = useConnection()
  const { data, isPending } = useMembers(name)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [dialog, setDialog] = useState<'add' | 'remove'>()
  const users = (data?.Users ?? []).map((user) => ({ ...user, id: user.UserName ?? '' }))
  const selected = users.filter(({ id }) => chosen.includes(id))
  const close = () => setDialog(undefined)
  return (
    <>
      <Table
        variant="embedded"
        contentDensity="compact"
        items={users}
        trackBy="id"
        loading={isPending}
        loadingText={t('common.loading')}
        selectionType="multi"
        selectedItems={selected}
        onSelectionChange={({ detail }) => setChosen(detail.selectedItems.map(({ id }) => id))}
        ariaLabels={{
          tableLabel: t('users.title'),
          selectionGroupLabel: t('users.title'),
          allItemsSelectionLabel: () => t('userGroups.selectUsers'),
          itemSelectionLabel: (_, { id }) => id,
        }}
        empty={<EmptyState title={t('userGroups.noUsers')} />}
        header={
          <Header
            variant="h3"
            counter={`(${users.length})`}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button
                  disabled={readOnly || selected.length === 0}
                  disabledReason={t(readOnly ? 'reason.readOnly' : 'users.selectOne')}
                  onClick={() => setDialog('remove')}
                >
                  {t('common.remove')}
                </Button>
                <Button
                  disabled={readOnly}
                  disabledReason={t('reason.readOnly')}
                  onClick={() => setDialog('add')}
                >
                  {t('userGroups.addUsers')}
                </Button>
              </SpaceBetween>
            }
          >
            {t('users.title')}
          </Header>
        }
        columnDefinitions={[
          {
            id: 'name',
            header: t('users.name'),
            isRowHeader: true,
            cell: ({ id }) => (
              <RouteLink
                variant="secondary"
                href={toPath(`/users?selected=${encodeURIComponent(id)}`)}
              >
                {id}
              </RouteLink>
            ),
          },
          {
            id: 'created',
            header: t('volumes.created'),
            cell: ({ CreateDate }) => formatTime(CreateDate, locale) || '-',
          },
        ]}
      />
      {dialog === 'add' ? <AddUsers name={name} onClose={close} /> : null}
      {dialog === 'remove' ? (
        <DeleteDialog
          title={t('userGroups.removeTitle', { name, count: selected.length })}
          submitText={t('common.remove')}
          asksForWord={false}
          items={selected.map(({ id }) => ({ id, name: id }))}
          remove={(call, { id }) =>
            call('iam', 'RemoveUserFromGroup', { UserName: id, GroupName: name })
          }
          onClose={close}
        />
      ) : null}
    </>
  )
}

/** Puts users of the account into a group. */
export function AddUsers(props: { readonly name: string; readonly onClose: () => void }) {
  const { name, onClose } = props
  const t = useT()
  const all = useFeed('users')
  const present = useMembers(name).data?.Users ?? []
  const offered = all.list.filter((one) => !present.some((own) => own.UserName === one.UserName))
  return (
    <FieldsDialog
      title={t('userGroups.addUsersTitle', { name })}
      submitText={t('userGroups.addUsers')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'users',
          label: t('users.title'),
          kind: 'choices',
          // a name may have commas, which part the values of a form
          options: offered.map(({ UserName = '' }) => ({
            value: encodeURIComponent(UserName),
            label: UserName,
          })),
          none: t('users.empty'),
        },
      ]}
      run={async (call, { users = '' }) => {
        for (const UserName of users.split(',').map(decodeURIComponent)) {
          await call('iam', 'AddUserToGroup', { GroupName: name, UserName })
        }
      }}
      onClose={onClose}
    />
  )
}
