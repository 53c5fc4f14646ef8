import type { FeedItem } from '@brume/console-api'
import { useOperation } from '../../api/index.ts'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useT, type Locale } from '../../i18n/index.ts'
import { valueColumn } from '../../resources/columns.ts'
import { nameColumn } from '../../resources/name-column.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourcePage } from '../../resources/ResourcePage.tsx'
import { CreateSession, EditSession } from './dialogs.tsx'

type Session = FeedItem<'mirror-sessions'>

const idOf = (session: Session) => session.TrafficMirrorSessionId ?? ''

export default function MirrorSessionsPage() {
  return (
    <ResourcePage
      feed="mirror-sessions"
      texts="mirrors"
      idOf={idOf}
      tagsOf={(session) => session.Tags}
      columns={createColumns}
      create={CreateSession}
      actions={[{ id: 'edit', text: 'mirrors.edit', dialog: EditSession }]}
      remove={(call, TrafficMirrorSessionId) =>
        call('ec2', 'DeleteTrafficMirrorSession', { TrafficMirrorSessionId })
      }
      tabs={(session, { t }) => [
        { id: 'details', label: t('tab.details'), content: <Details session={session} /> },
      ]}
    />
  )
}

function createColumns({ t }: Locale): readonly ResourceColumn<Session>[] {
  return [
    nameColumn(t('instances.name')),
    valueColumn('id', t('mirrors.id'), idOf, { fixed: true, width: 230 }),
    valueColumn('source', t('mirrors.source'), ({ NetworkInterfaceId }) => NetworkInterfaceId, {
      width: 230,
      cell: ({ NetworkInterfaceId }) => (
        <ResourceLink page="network-interfaces" id={NetworkInterfaceId} />
      ),
    }),
    valueColumn('target', t('mirrors.target'), (one) => one.TrafficMirrorTargetId, { width: 220 }),
    valueColumn('filter', t('mirrors.traffic'), (one) => one.TrafficMirrorFilterId, { width: 220 }),
    valueColumn('number', t('mirrors.number'), ({ SessionNumber }) => SessionNumber, {
      filter: 'number',
      width: 130,
    }),
    valueColumn('vni', t('mirrors.vni'), ({ VirtualNetworkId }) => VirtualNetworkId, {
      filter: 'number',
      width: 170,
    }),
    valueColumn('description', t('groups.descriptionColumn'), ({ Description }) => Description, {
      width: 220,
    }),
  ]
}

function Details({ session }: { readonly session: Session }) {
  const t = useT()
  const { TrafficMirrorTargetId, TrafficMirrorFilterId } = session
  const targets = useOperation(
    'ec2',
    'DescribeTrafficMirrorTargets',
    TrafficMirrorTargetId === undefined
      ? undefined
      : { TrafficMirrorTargetIds: [TrafficMirrorTargetId] },
  )
  const rules = useOperation(
    'ec2',
    'DescribeTrafficMirrorFilterRules',
    TrafficMirrorFilterId === undefined ? undefined : { TrafficMirrorFilterId },
  )
  const target = targets.data?.TrafficMirrorTargets?.[0]?.NetworkInterfaceId
  const lines = (rules.data?.TrafficMirrorFilterRules ?? []).map(
    (rule) =>
      `${rule.RuleNumber} ${rule.TrafficDirection} ${rule.RuleAction} ${rule.SourceCidrBlock} → ${rule.DestinationCidrBlock}`,
  )
  return (
    <KeyValue
      columns={4}
      items={[
        [t('mirrors.id'), <CopyText key="id" text={session.TrafficMirrorSessionId} />],
        [
          t('mirrors.source'),
          <ResourceLink key="source" page="network-interfaces" id={session.NetworkInterfaceId} />,
        ],
        [t('mirrors.target'), <ResourceLink key="target" page="network-interfaces" id={target} />],
        [t('mirrors.number'), session.SessionNumber],
        [t('mirrors.vni'), session.VirtualNetworkId],
        [t('mirrors.length'), session.PacketLength],
        [
          t('mirrors.rules'),
          lines.length === 0 ? (
            t('mirrors.noRules')
          ) : (
            <>
              {lines.map((line) => (
                <div key={line}>{line}</div>
              ))}
            </>
          ),
        ],
        [t('groups.descriptionColumn'), session.Description],
      ]}
    />
  )
}
