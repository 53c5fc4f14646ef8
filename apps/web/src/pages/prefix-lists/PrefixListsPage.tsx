import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import { useFeed, useOperation } from '../../api/index.ts'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useT, type Locale } from '../../i18n/index.ts'
import { valueColumn } from '../../resources/columns.ts'
import { Dependants, type Dependant } from '../../resources/Dependants.tsx'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { ResourceState } from '../../resources/ResourceState.tsx'
import { destinationOf, routesOf } from '../../resources/routes.tsx'
import { CreateList } from './CreateList.tsx'
import { EditEntries } from './EditEntries.tsx'
import { EntriesTab } from './EntriesTab.tsx'
import { idOf, isOfAws, nameOfList, type PrefixList } from './prefix-list.ts'
import { EditList, RestoreVersion } from './small-dialogs.tsx'

const refuseOfAws = (list: PrefixList, { t }: Locale) =>
  isOfAws(list) ? t('prefixLists.ofAws') : undefined

const actions: readonly ResourceAction<PrefixList>[] = [
  { id: 'edit', text: 'prefixLists.edit', refuse: refuseOfAws, dialog: EditList },
  { id: 'entries', text: 'prefixLists.editEntries', refuse: refuseOfAws, dialog: EditEntries },
  {
    id: 'restore',
    text: 'prefixLists.restore',
    refuse: (list, locale) =>
      refuseOfAws(list, locale) ??
      ((list.Version ?? 1) < 2 ? locale.t('prefixLists.oneVersion') : undefined),
    dialog: RestoreVersion,
  },
]

export default function PrefixListsPage() {
  return (
    <ResourcePage
      feed="prefix-lists"
      texts="prefixLists"
      idOf={idOf}
      tagsOf={(list) => list.Tags}
      titleOf={nameOfList}
      columns={createColumns}
      create={CreateList}
      actions={actions}
      refuseDelete={refuseOfAws}
      remove={(call, PrefixListId) => call('ec2', 'DeleteManagedPrefixList', { PrefixListId })}
      dependants={Users}
      tabs={(list, { t }, open) => [
        { id: 'details', label: t('tab.details'), content: <Details list={list} /> },
        {
          id: 'entries',
          label: t('prefixLists.entries'),
          content: <EntriesTab key={idOf(list)} list={list} onEdit={() => open('entries')} />,
        },
        {
          id: 'users',
          label: t('prefixLists.associations'),
          content: <Associations list={list} />,
        },
      ]}
    />
  )
}

function createColumns({ t }: Locale): readonly ResourceColumn<PrefixList>[] {
  return [
    valueColumn('name', t('prefixLists.name'), nameOfList, { fixed: true, width: 300 }),
    valueColumn('id', t('prefixLists.id'), idOf, { width: 220 }),
    valueColumn('max', t('prefixLists.max'), ({ MaxEntries }) => MaxEntries, { width: 130 }),
    valueColumn('family', t('prefixLists.family'), ({ AddressFamily }) => AddressFamily, {
      filter: 'choice',
      width: 130,
    }),
    valueColumn('state', t('network.state'), ({ State }) => State, {
      filter: 'choice',
      width: 160,
      cell: (list) => <State list={list} />,
    }),
    valueColumn('version', t('prefixLists.version'), ({ Version }) => Version, { width: 110 }),
    valueColumn('owner', t('instances.owner'), ({ OwnerId }) => OwnerId, {
      filter: 'choice',
      width: 150,
    }),
  ]
}

function State({ list }: { readonly list: PrefixList }) {
  const { State: state = '' } = list
  const type: StatusIndicatorProps.Type = state.endsWith('-failed')
    ? 'error'
    : state.endsWith('-in-progress')
      ? 'in-progress'
      : 'success'
  return <ResourceState type={type} state={state} />
}

/** Route tables and security groups that name one of the lists. */
function useUsers(lists: readonly PrefixList[]): readonly Dependant[] {
  const ids = lists.map(idOf)
  const tables = useFeed('route-tables').list.filter((table) =>
    routesOf(table).some((route) => ids.includes(destinationOf(route))),
  )
  const groups = useFeed('security-groups').list.filter((group) =>
    [...(group.IpPermissions ?? []), ...(group.IpPermissionsEgress ?? [])].some(
      ({ PrefixListIds }) =>
        PrefixListIds?.some(({ PrefixListId = '' }) => ids.includes(PrefixListId)),
    ),
  )
  return [
    ...tables.map(({ RouteTableId = '' }) => ({ page: 'route-tables', id: RouteTableId })),
    ...groups.map(({ GroupId = '', GroupName = '' }) => ({
      page: 'security-groups',
      id: GroupId,
      text: `${GroupName} (${GroupId})`,
    })),
  ]
}

function Users({ items }: { readonly items: readonly PrefixList[] }) {
  const t = useT()
  return <Dependants items={useUsers(items)} text={t('prefixLists.inUse')} />
}

/** What names the list: what AWS says of it for an own list, and what is seen here for one of AWS's. */
function Associations({ list }: { readonly list: PrefixList }) {
  const t = useT()
  const seen = useUsers([list])
  const { data } = useOperation(
    'ec2',
    'GetManagedPrefixListAssociations',
    isOfAws(list) ? undefined : { PrefixListId: idOf(list), MaxResults: 255 },
  )
  const known = seen.map(({ id }) => id)
  const others = (data?.PrefixListAssociations ?? []).filter(
    ({ ResourceId = '' }) => !known.includes(ResourceId),
  )
  if (seen.length + others.length === 0) return <>{t('prefixLists.unused')}</>
  return (
    <ul className="brume-bulk">
      {seen.map(({ page, id, text }) => (
        <li key={id}>
          <ResourceLink page={page} id={id} {...(text === undefined ? {} : { text })} />
        </li>
      ))}
      {others.map(({ ResourceId, ResourceOwner }) => (
        <li key={ResourceId}>
          {ResourceId} ({ResourceOwner})
        </li>
      ))}
    </ul>
  )
}

function Details({ list }: { readonly list: PrefixList }) {
  const t = useT()
  return (
    <KeyValue
      columns={4}
      items={[
        [t('prefixLists.id'), <CopyText key="id" text={list.PrefixListId} />],
        [t('prefixLists.name'), list.PrefixListName],
        [t('network.state'), <State key="state" list={list} />],
        [t('prefixLists.family'), list.AddressFamily],
        [t('prefixLists.max'), list.MaxEntries],
        [t('prefixLists.version'), list.Version],
        [t('instances.owner'), list.OwnerId],
        ['ARN', <CopyText key="arn" text={list.PrefixListArn} />],
      ]}
    />
  )
}
