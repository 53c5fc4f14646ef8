import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useLocale, type Locale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { valueColumn } from '../../resources/columns.ts'
import { nameColumn } from '../../resources/name-column.ts'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { ResourceState } from '../../resources/ResourceState.tsx'
import { AllocateHost } from './AllocateHost.tsx'
import { idOf, takesText, type Host } from './host.ts'
import { HostPicture } from './HostPicture.tsx'
import { ModifyHost } from './ModifyHost.tsx'
import { ReserveHost } from './ReserveHost.tsx'

const stateTypes: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  available: 'success',
  'under-assessment': 'warning',
  'permanent-failure': 'error',
  pending: 'pending',
}

const refuseReleased = ({ State }: Host, { t }: Locale) =>
  State === 'available' ? undefined : t('dedicatedHosts.released')

const actions: readonly ResourceAction<Host>[] = [
  {
    id: 'modify',
    text: 'dedicatedHosts.modify',
    refuse: refuseReleased,
    dialog: ({ item, onClose }) => <ModifyHost host={item} onClose={onClose} />,
  },
  {
    id: 'reserve',
    text: 'dedicatedHosts.reserve',
    refuse: (item, locale) =>
      refuseReleased(item, locale) ??
      (item.HostReservationId === undefined ? undefined : locale.t('dedicatedHosts.reserved')),
    dialog: ({ item, onClose }) => <ReserveHost host={item} onClose={onClose} />,
  },
]

/** Servers that are one account's alone, what is on each, and what it has room for. */
export default function HostsPage() {
  return (
    <ResourcePage
      feed="hosts"
      texts="dedicatedHosts"
      idOf={idOf}
      tagsOf={(host) => host.Tags}
      columns={createColumns}
      create={AllocateHost}
      actions={actions}
      refuseDelete={(host, locale) =>
        refuseReleased(host, locale) ??
        ((host.Instances ?? []).length > 0 ? locale.t('dedicatedHosts.occupied') : undefined)
      }
      remove={async (call, id) => {
        const { Unsuccessful: [failed] = [] } = await call('ec2', 'ReleaseHosts', { HostIds: [id] })
        if (failed) throw new Error(failed.Error?.Message)
      }}
      tabs={(host, { t }) => [
        { id: 'picture', label: t('dedicatedHosts.picture'), content: <HostPicture host={host} /> },
        { id: 'details', label: t('tab.details'), content: <Details host={host} /> },
      ]}
    />
  )
}

const vcpusOf = (host: Host) => ({
  total: host.HostProperties?.TotalVCpus ?? 0,
  free: host.AvailableCapacity?.AvailableVCpus ?? 0,
})

function createColumns({ t }: Locale): readonly ResourceColumn<Host>[] {
  return [
    nameColumn(t('instances.name')),
    valueColumn('id', t('dedicatedHosts.id'), idOf, { fixed: true, width: 200 }),
    valueColumn('state', t('network.state'), ({ State }) => State, {
      filter: 'choice',
      width: 140,
      cell: ({ State = '' }) => (
        <ResourceState type={stateTypes[State] ?? 'stopped'} state={State} />
      ),
    }),
    valueColumn('takes', t('dedicatedHosts.takes'), takesText, { filter: 'choice', width: 150 }),
    valueColumn('zone', t('capacity.zone'), ({ AvailabilityZone }) => AvailabilityZone, {
      filter: 'choice',
      width: 150,
    }),
    valueColumn('instances', t('capacity.instances'), ({ Instances = [] }) => Instances.length, {
      width: 130,
    }),
    valueColumn('free', t('dedicatedHosts.freeVcpus'), (host) => vcpusOf(host).free, {
      width: 150,
      cell: (host) =>
        t('dedicatedHosts.vcpusOf', {
          free: vcpusOf(host).free,
          total: vcpusOf(host).total,
        }),
    }),
    valueColumn('auto', t('dedicatedHosts.autoPlacement'), ({ AutoPlacement }) => AutoPlacement, {
      filter: 'choice',
      width: 150,
    }),
  ]
}

function Details({ host }: { readonly host: Host }) {
  const { t, name } = useLocale()
  const { HostProperties: properties } = host
  return (
    <KeyValue
      columns={4}
      items={[
        [t('dedicatedHosts.id'), <CopyText key="id" text={idOf(host)} />],
        [t('dedicatedHosts.takes'), takesText(host)],
        [t('capacity.zone'), host.AvailabilityZone],
        [t('dedicatedHosts.autoPlacement'), host.AutoPlacement],
        [t('dedicatedHosts.recovery'), host.HostRecovery],
        [t('dedicatedHosts.maintenance'), host.HostMaintenance],
        [t('dedicatedHosts.sockets'), properties?.Sockets],
        [t('dedicatedHosts.cores'), properties?.Cores],
        [t('dedicatedHosts.reservation'), host.HostReservationId],
        [t('dedicatedHosts.allocated'), formatTime(host.AllocationTime, name)],
        [t('dedicatedHosts.releaseTime'), formatTime(host.ReleaseTime, name)],
      ]}
    />
  )
}
