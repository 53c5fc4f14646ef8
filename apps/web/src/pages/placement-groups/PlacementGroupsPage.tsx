import type { FeedItem, Input } from '@brume/console-api'
import Table from '@cloudscape-design/components/table'
import { useFeed } from '../../api/index.ts'
import { CopyText, EmptyState, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useT, type Locale, type PlainKey, type Translate } from '../../i18n/index.ts'
import { nameOf } from '../../lib/tags.ts'
import { valueColumn } from '../../resources/columns.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourcePage } from '../../resources/ResourcePage.tsx'
import { ResourceState } from '../../resources/ResourceState.tsx'

type Group = FeedItem<'placement-groups'>
type Strategy = NonNullable<Input<'ec2', 'CreatePlacementGroup'>['Strategy']>

const strategies = {
  cluster: ['placementGroups.cluster', 'placementGroups.clusterText'],
  partition: ['placementGroups.partition', 'placementGroups.partitionText'],
  spread: ['placementGroups.spread', 'placementGroups.spreadText'],
} as const satisfies Partial<Record<Strategy, readonly [PlainKey, PlainKey]>>

const idOf = (group: Group) => group.GroupId ?? ''
const labelOf = (group: Group) => group.GroupName ?? ''

export default function PlacementGroupsPage() {
  return (
    <ResourcePage
      feed="placement-groups"
      texts="placementGroups"
      idOf={idOf}
      tagsOf={(group) => group.Tags}
      titleOf={labelOf}
      columns={createColumns}
      create={CreateGroup}
      remove={(call, _id, group) =>
        call('ec2', 'DeletePlacementGroup', { GroupName: group?.GroupName })
      }
      tabs={(group, { t }) => [
        { id: 'details', label: t('tab.details'), content: <Details group={group} /> },
        {
          id: 'instances',
          label: t('instances.title'),
          content: <Members group={group} />,
        },
      ]}
    />
  )
}

function strategyText({ Strategy: strategy }: Group, t: Translate): string {
  return strategy && strategy in strategies
    ? t(strategies[strategy as keyof typeof strategies][0])
    : (strategy ?? '-')
}

function createColumns({ t }: Locale): readonly ResourceColumn<Group>[] {
  return [
    valueColumn('name', t('placementGroups.name'), labelOf, { fixed: true, width: 240 }),
    valueColumn('id', t('placementGroups.id'), idOf, { width: 230 }),
    valueColumn('strategy', t('placementGroups.strategy'), (group) => strategyText(group, t), {
      filter: 'choice',
      width: 150,
    }),
    valueColumn('state', t('network.state'), ({ State }) => State, {
      filter: 'choice',
      width: 140,
      cell: ({ State }) => (
        <ResourceState type={State === 'available' ? 'success' : 'pending'} state={State} />
      ),
    }),
    valueColumn('partitions', t('placementGroups.partitions'), (group) => group.PartitionCount, {
      width: 170,
    }),
    valueColumn('arn', 'ARN', ({ GroupArn }) => GroupArn, { hidden: true, width: 400 }),
  ]
}

function Details({ group }: { readonly group: Group }) {
  const t = useT()
  return (
    <KeyValue
      columns={4}
      items={[
        [t('placementGroups.name'), labelOf(group)],
        [t('placementGroups.id'), <CopyText key="id" text={idOf(group)} />],
        [t('placementGroups.strategy'), strategyText(group, t)],
        [t('placementGroups.partitions'), group.PartitionCount],
        ['ARN', <CopyText key="arn" text={group.GroupArn} />],
      ]}
    />
  )
}

/** What keeps the group from being deleted. */
function Members({ group }: { readonly group: Group }) {
  const t = useT()
  const members = useFeed('instances').list.filter(
    ({ Placement, State }) =>
      Placement?.GroupName === group.GroupName && State?.Name !== 'terminated',
  )
  return (
    <Table
      variant="embedded"
      contentDensity="compact"
      items={members}
      trackBy="InstanceId"
      ariaLabels={{ tableLabel: t('instances.title') }}
      empty={<EmptyState title={t('placementGroups.noInstances')} />}
      columnDefinitions={[
        {
          id: 'id',
          header: t('instances.id'),
          isRowHeader: true,
          cell: ({ InstanceId }) => <ResourceLink page="instances" id={InstanceId} />,
        },
        { id: 'name', header: t('instances.name'), cell: (one) => nameOf(one) || '-' },
        { id: 'type', header: t('templates.type'), cell: (one) => one.InstanceType ?? '-' },
        {
          id: 'zone',
          header: t('capacity.zone'),
          cell: ({ Placement }) => Placement?.AvailabilityZone ?? '-',
        },
        {
          id: 'partition',
          header: t('placementGroups.partitionNumber'),
          cell: ({ Placement }) => Placement?.PartitionNumber ?? '-',
        },
      ]}
    />
  )
}

function CreateGroup(props: { readonly onClose: () => void }) {
  const t = useT()
  return (
    <FieldsDialog
      title={t('placementGroups.create')}
      submitText={t('placementGroups.create')}
      savedText={t('placementGroups.created')}
      tagType="placement-group"
      fields={[
        { id: 'name', label: t('placementGroups.name') },
        {
          id: 'strategy',
          label: t('placementGroups.strategy'),
          kind: 'choice',
          initial: 'cluster',
          options: Object.entries(strategies).map(([value, [label, description]]) => ({
            value,
            label: t(label),
            description: t(description),
          })),
        },
        {
          id: 'partitions',
          label: t('placementGroups.partitions'),
          kind: 'choice',
          initial: '2',
          when: ({ strategy }) => strategy === 'partition',
          options: ['1', '2', '3', '4', '5', '6', '7'].map((value) => ({ value, label: value })),
        },
      ]}
      run={(call, { name, strategy, partitions }, tags) =>
        call('ec2', 'CreatePlacementGroup', {
          GroupName: name,
          Strategy: strategy as Strategy,
          ...(partitions && { PartitionCount: Number(partitions) }),
          ...tags,
        })
      }
      onClose={props.onClose}
    />
  )
}
