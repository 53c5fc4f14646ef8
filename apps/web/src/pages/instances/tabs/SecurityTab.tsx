import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useFeed } from '../../../api/index.ts'
import { EmptyState, KeyValue } from '../../../components/index.ts'
import { useLocale } from '../../../i18n/index.ts'
import {
  flattenPermissions,
  type FlatRule,
  type PermissionInfo,
} from '../../../lib/security-rules.ts'
import { formatTime } from '../../../lib/time.ts'
import { profileNameOf, type InstanceRow } from '../instance.ts'
import { ResourceLink } from '../../../resources/ResourceLink.tsx'

/** A rule with the group that it stands in. */
interface RuleLine extends FlatRule {
  readonly groupId: string
  readonly groupName: string
}

function toLines(
  group: { readonly GroupId?: string | undefined; readonly GroupName?: string | undefined },
  permissions: readonly PermissionInfo[] | undefined,
): readonly RuleLine[] {
  const { GroupId: groupId = '', GroupName: groupName = '' } = group
  return flattenPermissions(permissions ?? []).map((rule) => ({ ...rule, groupId, groupName }))
}

function Rules(props: {
  readonly title: string
  readonly peer: string
  readonly lines: readonly RuleLine[]
}) {
  const { t } = useLocale()
  const all = t('security.all')
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
        {
          id: 'protocol',
          header: t('security.protocol'),
          cell: ({ protocol }) => (protocol === '-1' ? all : protocol.toUpperCase()),
        },
        { id: 'ports', header: t('security.ports'), cell: (line) => line.ports || all },
        { id: 'peer', header: props.peer, cell: (line) => line.source },
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
        lines={own.flatMap((group) => toLines(group, group.IpPermissions))}
      />
      <Rules
        title={t('security.outbound')}
        peer={t('security.destination')}
        lines={own.flatMap((group) => toLines(group, group.IpPermissionsEgress))}
      />
    </SpaceBetween>
  )
}
