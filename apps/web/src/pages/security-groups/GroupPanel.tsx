import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import { useConnection, useFeed } from '../../api/index.ts'
import { CopyText, KeyValue } from '../../components/index.ts'
import { RuleTable } from '../../components/rules/RuleTable.tsx'
import { useT } from '../../i18n/index.ts'
import { classifySource } from '../../lib/security-rules.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { groupNameOf, rulesOf, type Direction, type SecurityGroup } from './group.ts'

/** Its rules of one direction, with the button that edits them. */
export function GroupRules(props: {
  readonly group: SecurityGroup
  readonly direction: Direction
  readonly onEdit: () => void
}) {
  const { group, direction, onEdit } = props
  const t = useT()
  const { readOnly } = useConnection()
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
            <Button disabled={readOnly} disabledReason={t('reason.readOnly')} onClick={onEdit}>
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

/** Facts of one group, and who uses it. */
export function GroupDetails({ group }: { readonly group: SecurityGroup }) {
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
