import type { ResourceColumn } from '../../components/index.ts'
import type { Locale } from '../../i18n/index.ts'
import { nameColumn } from '../../resources/name-column.ts'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { CreateGroup } from './CreateGroup.tsx'
import { EditRules } from './EditRules.tsx'
import { groupNameOf, idOf, rulesOf, type SecurityGroup } from './group.ts'
import { GroupDetails, GroupRules } from './GroupPanel.tsx'

const actions: readonly ResourceAction<SecurityGroup>[] = [
  {
    id: 'inbound',
    text: 'groups.editInbound',
    dialog: ({ item, onClose }) => <EditRules group={item} direction="inbound" onClose={onClose} />,
  },
  {
    id: 'outbound',
    text: 'groups.editOutbound',
    dialog: ({ item, onClose }) => (
      <EditRules group={item} direction="outbound" onClose={onClose} />
    ),
  },
]

export default function GroupsPage() {
  return (
    <ResourcePage
      feed="security-groups"
      texts="groups"
      idOf={idOf}
      titleOf={groupNameOf}
      tagsOf={(group) => group.Tags}
      columns={createColumns}
      create={CreateGroup}
      actions={actions}
      refuseDelete={({ GroupName }, { t }) =>
        GroupName === 'default' ? t('groups.defaultStays') : undefined
      }
      remove={(call, GroupId) => call('ec2', 'DeleteSecurityGroup', { GroupId })}
      tabs={(group, { t }, open) => [
        { id: 'details', label: t('tab.details'), content: <GroupDetails group={group} /> },
        ...(['inbound', 'outbound'] as const).map((direction) => ({
          id: direction,
          label: t(`rules.${direction}`),
          content: (
            <GroupRules group={group} direction={direction} onEdit={() => open(direction)} />
          ),
        })),
      ]}
    />
  )
}

function createColumns({ t }: Locale): readonly ResourceColumn<SecurityGroup>[] {
  return [
    nameColumn(t('instances.name')),
    { id: 'id', header: t('groups.id'), value: idOf, cell: idOf, fixed: true, width: 220 },
    {
      id: 'group-name',
      header: t('groups.name'),
      value: groupNameOf,
      cell: groupNameOf,
      width: 220,
    },
    {
      id: 'vpc',
      header: t('groups.vpc'),
      value: ({ VpcId }) => VpcId,
      cell: ({ VpcId }) => VpcId ?? '-',
      filter: 'choice',
      width: 220,
    },
    {
      id: 'description',
      header: t('groups.descriptionColumn'),
      value: ({ Description }) => Description,
      cell: ({ Description }) => Description ?? '-',
      width: 300,
    },
    {
      id: 'inbound',
      header: t('groups.inboundCount'),
      value: (group) => rulesOf(group, 'inbound').length,
      cell: (group) => t('groups.entries', { count: rulesOf(group, 'inbound').length }),
      filter: 'number',
      width: 170,
    },
    {
      id: 'outbound',
      header: t('groups.outboundCount'),
      value: (group) => rulesOf(group, 'outbound').length,
      cell: (group) => t('groups.entries', { count: rulesOf(group, 'outbound').length }),
      filter: 'number',
      width: 170,
    },
    {
      id: 'owner',
      header: t('instances.owner'),
      value: ({ OwnerId }) => OwnerId,
      cell: ({ OwnerId }) => OwnerId ?? '-',
      hidden: true,
    },
  ]
}
