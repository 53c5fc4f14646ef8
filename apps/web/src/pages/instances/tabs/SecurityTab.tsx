import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useFeed } from '../../../api/index.ts'
import { EmptyState, KeyValue } from '../../../components/index.ts'
import { useLocale } from '../../../i18n/index.ts'
import { listRules, type RuleLine } from '../../../lib/rules.ts'
import { formatTime } from '../../../lib/time.ts'
import { profileNameOf, type InstanceRow } from '../instance.ts'
import { ResourceLink } from './Summary.tsx'

function Rules(props: {
  readonly title: string
  readonly peer: string
  readonly lines: readonly RuleLine[]
}) {
  const { t } = useLocale()
  return (
    <Table
      variant="embedded"
      header={<Header variant="h3">{props.title}</Header>}
      items={props.lines}
      ariaLabels={{ tableLabel: props.title }}
      empty={<EmptyState title={t('security.noRules')} />}
      columnDefinitions={[
        {
          id: 'group',
          header: t('security.rule'),
          cell: (line) => (
            <ResourceLink page="security-groups" id={line.groupId} text={line.groupName} />
          ),
          isRowHeader: true,
        },
        { id: 'protocol', header: t('security.protocol'), cell: (line) => line.protocol },
        { id: 'ports', header: t('security.ports'), cell: (line) => line.ports },
        { id: 'peer', header: props.peer, cell: (line) => line.peer },
        {
          id: 'description',
          header: t('security.description'),
          cell: (line) => line.description || '-',
        },
      ]}
    />
  )
}

/** Who the instance is, and what its security groups let through. */
export function SecurityTab(props: { readonly instance: InstanceRow }) {
  const { instance } = props
  const { t, name: locale } = useLocale()
  const groups = useFeed('security-groups').items
  const own = (instance.SecurityGroups ?? []).flatMap(
    ({ GroupId }) => groups.get(GroupId ?? '') ?? [],
  )
  const all = t('security.all')
  return (
    <SpaceBetween size="l">
      <KeyValue
        columns={4}
        items={[
          [t('instances.iamRole'), profileNameOf(instance)],
          [t('instances.owner'), instance.OwnerId],
          [t('instances.launchTime'), formatTime(instance.LaunchTime, locale)],
          [
            t('security.groups'),
            <SpaceBetween key="groups" size="xxs">
              {(instance.SecurityGroups ?? []).map(({ GroupId, GroupName }) => (
                <ResourceLink
                  key={GroupId}
                  page="security-groups"
                  id={GroupId}
                  text={`${GroupId} (${GroupName})`}
                />
              ))}
            </SpaceBetween>,
          ],
        ]}
      />
      <Rules
        title={t('security.inbound')}
        peer={t('security.source')}
        lines={own.flatMap((group) => listRules(group, group.IpPermissions, all))}
      />
      <Rules
        title={t('security.outbound')}
        peer={t('security.destination')}
        lines={own.flatMap((group) => listRules(group, group.IpPermissionsEgress, all))}
      />
    </SpaceBetween>
  )
}
