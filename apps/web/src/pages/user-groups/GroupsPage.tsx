import type { FeedItem } from '@brume/console-api'
import { useOperation, type Call } from '../../api/index.ts'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useLocale, type Locale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { valueColumn } from '../../resources/columns.ts'
import { Dependants } from '../../resources/Dependants.tsx'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { HolderPermissions } from '../../resources/iam/HolderPermissions.tsx'
import { heldPolicies, holderCalls } from '../../resources/iam/holder.ts'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { CreateGroup } from './CreateGroup.tsx'
import { isGroupName } from './group-name.ts'
import { AddUsers, MembersTab } from './MembersTab.tsx'

type Group = FeedItem<'user-groups'>

const idOf = (group: Group) => group.GroupName ?? ''

const actions: readonly ResourceAction<Group>[] = [
  {
    id: 'users',
    text: 'userGroups.addUsers',
    dialog: ({ item, onClose }) => <AddUsers name={idOf(item)} onClose={onClose} />,
  },
  { id: 'rename', text: 'userGroups.rename', dialog: Rename },
]

export default function GroupsPage() {
  return (
    <ResourcePage
      feed="user-groups"
      texts="userGroups"
      idOf={idOf}
      titleOf={() => ''}
      columns={createColumns}
      defaultSort="name"
      create={CreateGroup}
      actions={actions}
      remove={(call, name) => deleteGroup(call, name)}
      dependants={Members}
      tabs={(group, { t }) => [
        {
          id: 'users',
          label: t('users.title'),
          content: <MembersTab key={idOf(group)} name={idOf(group)} />,
        },
        {
          id: 'permissions',
          label: t('roles.permissions'),
          content: (
            <HolderPermissions key={idOf(group)} holder={{ kind: 'group', name: idOf(group) }} />
          ),
        },
        { id: 'details', label: t('tab.details'), content: <Details group={group} /> },
      ]}
    />
  )
}

function createColumns({ t, name }: Locale): readonly ResourceColumn<Group>[] {
  return [
    valueColumn('name', t('userGroups.name'), idOf, { fixed: true, width: 260 }),
    valueColumn('path', t('roles.path'), ({ Path }) => Path, { filter: 'choice', width: 120 }),
    valueColumn('created', t('volumes.created'), ({ CreateDate }) => CreateDate, {
      filter: 'date',
      cell: ({ CreateDate }) => formatTime(CreateDate, name) || '-',
    }),
    valueColumn('arn', 'ARN', ({ Arn }) => Arn, { width: 400 }),
  ]
}

/** A group goes with its memberships and its policies; its users stay. */
async function deleteGroup(call: Call, GroupName: string): Promise<void> {
  const { Users = [] } = await call('iam', 'GetGroup', { GroupName, MaxItems: 1000 })
  for (const { UserName } of Users) {
    await call('iam', 'RemoveUserFromGroup', { GroupName, UserName })
  }
  const calls = holderCalls.group
  for (const { name, arn } of await heldPolicies(call, { kind: 'group', name: GroupName })) {
    await (arn === undefined
      ? calls.deleteInline(call, GroupName, name)
      : calls.detach(call, GroupName, arn))
  }
  await call('iam', 'DeleteGroup', { GroupName })
}

function Members({ items }: { readonly items: readonly Group[] }) {
  return (
    <>
      {items.map((group) => (
        <MembersOf key={idOf(group)} name={idOf(group)} />
      ))}
    </>
  )
}

function MembersOf({ name }: { readonly name: string }) {
  const { t } = useLocale()
  const { data } = useOperation('iam', 'GetGroup', { GroupName: name, MaxItems: 1000 })
  return (
    <Dependants
      text={t('userGroups.losing', { name })}
      items={(data?.Users ?? []).map(({ UserName = '' }) => ({ page: 'users', id: UserName }))}
    />
  )
}

function Details({ group }: { readonly group: Group }) {
  const { t, name } = useLocale()
  return (
    <KeyValue
      columns={4}
      items={[
        [t('userGroups.name'), group.GroupName],
        ['ARN', <CopyText key="arn" text={group.Arn} />],
        [t('volumes.created'), formatTime(group.CreateDate, name)],
        [t('roles.path'), group.Path],
      ]}
    />
  )
}

function Rename({ item, onClose }: { readonly item: Group; readonly onClose: () => void }) {
  const { t } = useLocale()
  return (
    <FieldsDialog
      title={t('userGroups.renameTitle', { name: idOf(item) })}
      submitText={t('common.save')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'name',
          label: t('userGroups.name'),
          initial: idOf(item),
          problem: (value) => (isGroupName(value) ? undefined : t('userGroups.nameProblem')),
        },
      ]}
      run={(call, { name }) =>
        call('iam', 'UpdateGroup', { GroupName: idOf(item), NewGroupName: name })
      }
      onClose={onClose}
    />
  )
}
