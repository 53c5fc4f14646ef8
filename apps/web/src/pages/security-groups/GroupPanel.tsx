import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import { useFeed } from '../../api/index.ts'
import { CopyText, KeyValue } from '../../components/index.ts'
import { RuleTable } from '../../components/rules/RuleTable.tsx'
import { useT } from '../../i18n/index.ts'
import { classifySource } from '../../lib/security-rules.ts'
import { PanelTabs } from '../../resources/PanelTabs.tsx'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourceTags } from '../../resources/ResourceTags.tsx'
import { groupNameOf, idOf, rulesOf, type Direction, type SecurityGroup } from './group.ts'

/** One group: facts, rules of both directions, who uses it, tags. */
export function GroupPanel(props: {
  readonly group: SecurityGroup
  readonly onEdit: (direction: Direction) => void
  readonly editRefusal: string | undefined
}) {
  const { group } = props
  const t = useT()
  return (
    <PanelTabs
      tabs={[
        { id: 'details', label: t('tab.details'), content: <Details group={group} /> },
        {
          id: 'inbound',
          label: t('rules.inbound'),
          content: <Rules {...props} direction="inbound" />,
        },
        {
          id: 'outbound',
          label: t('rules.outbound'),
          content: <Rules {...props} direction="outbound" />,
        },
        {
          id: 'tags',
          label: t('tab.tags'),
          content: <ResourceTags id={idOf(group)} tags={group.Tags} />,
        },
      ]}
    />
  )
}

function Rules(props: {
  readonly group: SecurityGroup
  readonly direction: Direction
  readonly onEdit: (direction: Direction) => void
  readonly editRefusal: string | undefined
}) {
  const { group, direction, onEdit, editRefusal } = props
  const t = useT()
  const { items } = useFeed('security-groups')
  const rules = rulesOf(group, direction)
  return (
    <RuleTable
      direction={direction}
      rules={rules}
      sourceCell={(source) =>
        classifySource(source) === 'group' ? (
          <>
            <ResourceLink page="security-groups" id={source} /> {items.get(source)?.GroupName ?? ''}
          </>
        ) : (
          source
        )
      }
      header={
        <Header
          variant="h3"
          counter={`(${rules.length})`}
          actions={
            <Button
              disabled={editRefusal !== undefined}
              {...(editRefusal === undefined ? {} : { disabledReason: editRefusal })}
              onClick={() => onEdit(direction)}
            >
              {t(direction === 'inbound' ? 'groups.editInbound' : 'groups.editOutbound')}
            </Button>
          }
        >
          {t(direction === 'inbound' ? 'rules.inbound' : 'rules.outbound')}
        </Header>
      }
    />
  )
}

function Details({ group }: { readonly group: SecurityGroup }) {
  const t = useT()
  const instances = useFeed('instances')
  const users = instances.list.filter(({ SecurityGroups }) =>
    SecurityGroups?.some(({ GroupId }) => GroupId === group.GroupId),
  )
  return (
    <KeyValue
      items={[
        [t('groups.name'), groupNameOf(group)],
        [t('groups.id'), <CopyText key="id" text={group.GroupId} />],
        [t('groups.vpc'), group.VpcId],
        [t('groups.descriptionColumn'), group.Description],
        [t('instances.owner'), group.OwnerId],
        [t('groups.inboundCount'), rulesOf(group, 'inbound').length],
        [t('groups.outboundCount'), rulesOf(group, 'outbound').length],
        [
          t('groups.usedBy'),
          users.length === 0
            ? undefined
            : users.map(({ InstanceId }) => (
                <div key={InstanceId}>
                  <ResourceLink page="instances" id={InstanceId} />
                </div>
              )),
        ],
      ]}
    />
  )
}
