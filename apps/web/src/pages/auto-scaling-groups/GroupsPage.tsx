import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useScopedPath } from '../../api/index.ts'
import { RouteLink, type ResourceColumn } from '../../components/index.ts'
import { useT, type Locale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { valueColumn } from '../../resources/columns.ts'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { CapacityDialog } from './dialogs/CapacityDialog.tsx'
import { RefreshDialog } from './dialogs/RefreshDialog.tsx'
import { launchSourceOf, nameOfGroup, type Group } from './group.ts'
import { tabsOf } from './group-tabs.tsx'
import { writeGroupTags } from './write-tags.ts'

const actions: readonly ResourceAction<Group>[] = [
  { id: 'open', text: 'asg.open', page: pathOf, looks: true },
  {
    id: 'capacity',
    text: 'asg.editCapacity',
    dialog: ({ item, onClose }) => <CapacityDialog group={item} onClose={onClose} />,
  },
  {
    id: 'edit',
    text: 'asg.edit',
    page: (group) => `/auto-scaling-groups/create?edit=${encodeURIComponent(nameOfGroup(group))}`,
  },
  {
    id: 'refresh',
    text: 'asg.startRefresh',
    dialog: ({ item, onClose }) => <RefreshDialog group={item} onClose={onClose} />,
  },
]

function pathOf(group: Group): string {
  return `/auto-scaling-groups/${encodeURIComponent(nameOfGroup(group))}`
}

export default function GroupsPage() {
  return (
    <ResourcePage
      feed="auto-scaling-groups"
      texts="asg"
      idOf={nameOfGroup}
      titleOf={() => ''}
      tagsOf={({ Tags }) => Tags}
      writeTags={writeGroupTags}
      columns={createColumns}
      create="/auto-scaling-groups/create"
      actions={actions}
      refuseDelete={({ Status }, { t }) => (Status === undefined ? undefined : t('asg.isDeleting'))}
      remove={(call, AutoScalingGroupName) =>
        call('auto-scaling', 'DeleteAutoScalingGroup', { AutoScalingGroupName, ForceDelete: true })
      }
      tabs={(group, { t }) => tabsOf(group, t)}
    />
  )
}

function createColumns({ t, name }: Locale): readonly ResourceColumn<Group>[] {
  return [
    valueColumn('name', t('asg.name'), nameOfGroup, {
      fixed: true,
      width: 220,
      cell: (group) => <GroupLink group={group} />,
    }),
    valueColumn(
      'template',
      t('asg.launchSource'),
      (group) => {
        const { name: source, version } = launchSourceOf(group)
        return version === '' ? source : t('asg.templateVersion', { name: source, version })
      },
      { width: 260 },
    ),
    valueColumn('instances', t('asg.instances'), ({ Instances = [] }) => Instances.length, {
      width: 110,
    }),
    valueColumn('status', t('asg.status'), ({ Status }) => Status ?? '', {
      filter: 'choice',
      width: 190,
      cell: (group) => <GroupStatus group={group} />,
    }),
    valueColumn('desired', t('asg.desired'), ({ DesiredCapacity }) => DesiredCapacity, {
      width: 120,
    }),
    valueColumn('min', t('asg.min'), ({ MinSize }) => MinSize, { width: 90 }),
    valueColumn('max', t('asg.max'), ({ MaxSize }) => MaxSize, { width: 90 }),
    valueColumn(
      'zones',
      t('asg.zones'),
      ({ AvailabilityZones = [] }) => AvailabilityZones.join(', '),
      { width: 240 },
    ),
    valueColumn('created', t('asg.created'), ({ CreatedTime }) => CreatedTime, {
      filter: 'date',
      width: 220,
      cell: ({ CreatedTime }) => formatTime(CreatedTime, name),
    }),
  ]
}

function GroupLink({ group }: { readonly group: Group }) {
  const toPath = useScopedPath()
  return <RouteLink href={toPath(pathOf(group))}>{nameOfGroup(group)}</RouteLink>
}

/** Whether it has what it should have. */
export function GroupStatus({ group }: { readonly group: Group }) {
  const t = useT()
  const { Status, Instances = [], DesiredCapacity = 0 } = group
  if (Status !== undefined) {
    return <StatusIndicator type="in-progress">{t('asg.deleting')}</StatusIndicator>
  }
  const serving = Instances.filter(({ LifecycleState }) => LifecycleState === 'InService').length
  return serving === DesiredCapacity ? (
    <StatusIndicator type="success">{t('asg.atCapacity')}</StatusIndicator>
  ) : (
    <StatusIndicator type="in-progress">{t('asg.updating')}</StatusIndicator>
  )
}
