import type { FeedItem } from '@brume/console-api'
import ProgressBar from '@cloudscape-design/components/progress-bar'
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import { useFeed } from '../../api/index.ts'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useLocale, useT, type Locale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { valueColumn } from '../../resources/columns.ts'
import { nameColumn } from '../../resources/name-column.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { ResourceState } from '../../resources/ResourceState.tsx'
import { CreateReservation } from './CreateReservation.tsx'
import { ModifyReservation } from './ModifyReservation.tsx'
import { SplitReservation } from './SplitReservation.tsx'

export type Reservation = FeedItem<'capacity-reservations'>

const idOf = (reservation: Reservation) => reservation.CapacityReservationId ?? ''
const stateTypes: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  active: 'success',
  scheduled: 'pending',
  expired: 'stopped',
  cancelled: 'stopped',
  failed: 'error',
}

const refuseEnded = ({ State }: Reservation, { t }: Locale) =>
  State === 'active' || State === 'scheduled' ? undefined : t('capacity.ended')

const actions: readonly ResourceAction<Reservation>[] = [
  {
    id: 'modify',
    text: 'capacity.modify',
    refuse: refuseEnded,
    dialog: ({ item, onClose }) => <ModifyReservation reservation={item} onClose={onClose} />,
  },
  {
    id: 'split',
    text: 'capacity.split',
    refuse: (item, locale) =>
      refuseEnded(item, locale) ??
      ((item.TotalInstanceCount ?? 0) > 1 ? undefined : locale.t('capacity.onePlace')),
    dialog: ({ item, onClose }) => <SplitReservation reservation={item} onClose={onClose} />,
  },
]

export default function ReservationsPage() {
  return (
    <ResourcePage
      feed="capacity-reservations"
      texts="capacity"
      idOf={idOf}
      tagsOf={(reservation) => reservation.Tags}
      columns={createColumns}
      create={CreateReservation}
      actions={actions}
      refuseDelete={refuseEnded}
      remove={(call, CapacityReservationId) =>
        call('ec2', 'CancelCapacityReservation', { CapacityReservationId })
      }
      tabs={(reservation, { t }) => [
        {
          id: 'details',
          label: t('tab.details'),
          content: <Details reservation={reservation} />,
        },
      ]}
    />
  )
}

function createColumns({ t, name }: Locale): readonly ResourceColumn<Reservation>[] {
  return [
    nameColumn(t('instances.name')),
    valueColumn('id', t('capacity.id'), idOf, { fixed: true, width: 230 }),
    valueColumn('state', t('network.state'), ({ State }) => State, {
      filter: 'choice',
      width: 140,
      cell: (reservation) => <State reservation={reservation} />,
    }),
    valueColumn('type', t('templates.type'), ({ InstanceType }) => InstanceType, {
      filter: 'choice',
      width: 140,
    }),
    valueColumn('platform', t('capacity.platform'), ({ InstancePlatform }) => InstancePlatform, {
      filter: 'choice',
      width: 150,
    }),
    valueColumn('zone', t('capacity.zone'), ({ AvailabilityZone }) => AvailabilityZone, {
      filter: 'choice',
      width: 160,
    }),
    valueColumn('total', t('capacity.total'), (one) => one.TotalInstanceCount, { width: 130 }),
    valueColumn('free', t('capacity.free'), (one) => one.AvailableInstanceCount, { width: 130 }),
    valueColumn('match', t('capacity.match'), (one) => matchText(one, t), {
      filter: 'choice',
      width: 170,
    }),
    valueColumn('end', t('capacity.end'), ({ EndDate }) => EndDate, {
      filter: 'date',
      width: 210,
      cell: ({ EndDate }) => formatTime(EndDate, name) || t('capacity.unlimited'),
    }),
  ]
}

function matchText({ InstanceMatchCriteria: match }: Reservation, t: Locale['t']): string {
  return t(match === 'targeted' ? 'capacity.targeted' : 'capacity.open')
}

function State({ reservation }: { readonly reservation: Reservation }) {
  const { State: state = '' } = reservation
  return <ResourceState type={stateTypes[state] ?? 'info'} state={state} />
}

function Details({ reservation }: { readonly reservation: Reservation }) {
  const { t, name } = useLocale()
  const total = reservation.TotalInstanceCount ?? 0
  const used = total - (reservation.AvailableInstanceCount ?? 0)
  const active = reservation.State === 'active'
  return (
    <KeyValue
      columns={4}
      items={[
        [t('capacity.id'), <CopyText key="id" text={idOf(reservation)} />],
        [t('network.state'), <State key="state" reservation={reservation} />],
        [
          t('capacity.used'),
          active ? (
            <ProgressBar
              key="used"
              ariaLabel={t('capacity.used')}
              value={total === 0 ? 0 : (100 * used) / total}
              additionalInfo={t('capacity.usedOf', { used, total })}
            />
          ) : undefined,
        ],
        [t('capacity.instances'), <Users key="users" reservation={reservation} />],
        [t('templates.type'), reservation.InstanceType],
        [t('capacity.platform'), reservation.InstancePlatform],
        [t('capacity.zone'), reservation.AvailabilityZone],
        [t('vpcs.tenancy'), reservation.Tenancy],
        [t('capacity.match'), matchText(reservation, t)],
        [t('capacity.start'), formatTime(reservation.StartDate, name)],
        [t('capacity.end'), formatTime(reservation.EndDate, name) || t('capacity.unlimited')],
        ['ARN', <CopyText key="arn" text={reservation.CapacityReservationArn} />],
      ]}
    />
  )
}

function Users({ reservation }: { readonly reservation: Reservation }) {
  const t = useT()
  const users = useFeed('instances').list.filter(
    ({ CapacityReservationId }) => CapacityReservationId === idOf(reservation),
  )
  if (users.length === 0) return <>{t('common.none')}</>
  return (
    <>
      {users.map(({ InstanceId }) => (
        <div key={InstanceId}>
          <ResourceLink page="instances" id={InstanceId} />
        </div>
      ))}
    </>
  )
}
