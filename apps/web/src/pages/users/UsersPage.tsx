import { useOperation } from '../../api/index.ts'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useLocale, type Locale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { valueColumn } from '../../resources/columns.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { HolderPermissions } from '../../resources/iam/HolderPermissions.tsx'
import { lookAgainMs } from '../../resources/iam/holder.ts'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { ResourceTags } from '../../resources/ResourceTags.tsx'
import { CredentialsTab } from './CredentialsTab.tsx'
import { AddToGroups, GroupsTab } from './GroupsTab.tsx'
import { deleteUser, idOf, isUserName, writeUserTags, type User } from './user.ts'

const actions: readonly ResourceAction<User>[] = [
  {
    id: 'groups',
    text: 'iam.addToGroups',
    dialog: ({ item, onClose }) => <AddToGroups name={idOf(item)} onClose={onClose} />,
  },
  { id: 'rename', text: 'users.rename', dialog: Rename },
]

export default function UsersPage() {
  return (
    <ResourcePage
      feed="users"
      texts="users"
      idOf={idOf}
      titleOf={() => ''}
      columns={createColumns}
      defaultSort="name"
      create="/users/create"
      actions={actions}
      remove={(call, name) => deleteUser(call, name)}
      tabs={(user, { t }) => [
        {
          id: 'permissions',
          label: t('roles.permissions'),
          content: (
            <HolderPermissions key={idOf(user)} holder={{ kind: 'user', name: idOf(user) }} />
          ),
        },
        {
          id: 'groups',
          label: t('users.groups'),
          content: <GroupsTab key={idOf(user)} name={idOf(user)} />,
        },
        {
          id: 'credentials',
          label: t('users.credentials'),
          content: <CredentialsTab key={idOf(user)} user={user} />,
        },
        { id: 'details', label: t('tab.details'), content: <Details user={user} /> },
        { id: 'tags', label: t('tab.tags'), content: <Tags user={user} /> },
      ]}
    />
  )
}

function createColumns({ t, name }: Locale): readonly ResourceColumn<User>[] {
  return [
    valueColumn('name', t('users.name'), idOf, { fixed: true, width: 240 }),
    valueColumn('path', t('roles.path'), ({ Path }) => Path, { filter: 'choice', width: 120 }),
    valueColumn('signedIn', t('users.lastSignIn'), ({ PasswordLastUsed }) => PasswordLastUsed, {
      filter: 'date',
      cell: ({ PasswordLastUsed }) => formatTime(PasswordLastUsed, name) || '-',
    }),
    valueColumn('created', t('volumes.created'), ({ CreateDate }) => CreateDate, {
      filter: 'date',
      cell: ({ CreateDate }) => formatTime(CreateDate, name) || '-',
    }),
    valueColumn('id', t('users.id'), ({ UserId }) => UserId, { hidden: true, width: 240 }),
    valueColumn('arn', 'ARN', ({ Arn }) => Arn, { width: 400 }),
  ]
}

function useUser(user: User) {
  const input = { UserName: idOf(user) }
  return useOperation('iam', 'GetUser', input, { refetchIntervalMs: lookAgainMs }).data?.User
}

function Details({ user }: { readonly user: User }) {
  const { t, name } = useLocale()
  return (
    <KeyValue
      columns={4}
      items={[
        [t('users.name'), user.UserName],
        ['ARN', <CopyText key="arn" text={user.Arn} />],
        [t('users.id'), user.UserId],
        [t('volumes.created'), formatTime(user.CreateDate, name)],
        [t('roles.path'), user.Path],
        [t('users.lastSignIn'), formatTime(user.PasswordLastUsed, name)],
      ]}
    />
  )
}

function Tags({ user }: { readonly user: User }) {
  return <ResourceTags id={idOf(user)} tags={useUser(user)?.Tags} write={writeUserTags} />
}

function Rename({ item, onClose }: { readonly item: User; readonly onClose: () => void }) {
  const { t } = useLocale()
  return (
    <FieldsDialog
      title={t('users.renameTitle', { name: idOf(item) })}
      submitText={t('common.save')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'name',
          label: t('users.name'),
          initial: idOf(item),
          problem: (value) => (isUserName(value) ? undefined : t('users.nameProblem')),
        },
      ]}
      run={(call, { name }) =>
        call('iam', 'UpdateUser', { UserName: idOf(item), NewUserName: name })
      }
      onClose={onClose}
    />
  )
}
