import type { FeedItem } from '@brume/console-api'
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import { lazy, Suspense } from 'react'
import { useConnection, useFeed } from '../../api/index.ts'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useLocale, type Locale } from '../../i18n/index.ts'
import { nameOf } from '../../lib/tags.ts'
import { formatTime } from '../../lib/time.ts'
import { valueColumn } from '../../resources/columns.ts'
import { nameColumn } from '../../resources/name-column.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { ResourceState } from '../../resources/ResourceState.tsx'
import { InterruptDialog } from '../../resources/spot/InterruptDialog.tsx'
import { CreateSpotRequest } from './CreateSpotRequest.tsx'
import { GuestView } from './GuestView.tsx'

const SpotPriceChart = lazy(() => import('../../resources/spot/SpotPriceChart.tsx'))

export type SpotRequest = FeedItem<'spot-requests'>

const idOf = (request: SpotRequest) => request.SpotInstanceRequestId ?? ''
const stateTypes: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  open: 'pending',
  active: 'success',
  disabled: 'stopped',
  closed: 'stopped',
  cancelled: 'stopped',
  failed: 'error',
}

const drill: ResourceAction<SpotRequest> = {
  id: 'drill',
  text: 'spotRequests.drill',
  refuse: ({ State, InstanceId }, { t }) =>
    State === 'active' && InstanceId !== undefined ? undefined : t('spotRequests.noInstance'),
  dialog: ({ item, onClose }) => <Drill request={item} onClose={onClose} />,
}

/** Requests for Spot Instances: what each waits for or has, its price over time, and what its guest is told. */
export default function SpotRequestsPage() {
  const isEmbedded = useConnection().kind === 'embedded'
  return (
    <ResourcePage
      feed="spot-requests"
      texts="spotRequests"
      idOf={idOf}
      tagsOf={(request) => request.Tags}
      columns={createColumns}
      create={CreateSpotRequest}
      actions={isEmbedded ? [drill] : []}
      refuseDelete={({ State }, { t }) =>
        State === 'cancelled' || State === 'closed' || State === 'failed'
          ? t('spotRequests.ended')
          : undefined
      }
      remove={(call, id) =>
        call('ec2', 'CancelSpotInstanceRequests', { SpotInstanceRequestIds: [id] })
      }
      tabs={(request, { t }) => [
        { id: 'details', label: t('tab.details'), content: <Details request={request} /> },
        {
          id: 'price',
          label: t('spotPrices.tab'),
          content: (
            <Suspense>
              <SpotPriceChart
                type={request.LaunchSpecification?.InstanceType ?? ''}
                product={request.ProductDescription ?? 'Linux/UNIX'}
                {...(request.SpotPrice !== undefined && { maxPrice: Number(request.SpotPrice) })}
              />
            </Suspense>
          ),
        },
        { id: 'guest', label: t('spotRequests.guest'), content: <GuestView request={request} /> },
      ]}
    />
  )
}

function createColumns({ t, name }: Locale): readonly ResourceColumn<SpotRequest>[] {
  return [
    nameColumn(t('instances.name')),
    valueColumn('id', t('spotRequests.id'), idOf, { fixed: true, width: 150 }),
    valueColumn('state', t('network.state'), ({ State }) => State, {
      filter: 'choice',
      width: 130,
      cell: ({ State = '' }) => <ResourceState type={stateTypes[State] ?? 'info'} state={State} />,
    }),
    valueColumn('status', t('spotRequests.status'), ({ Status }) => Status?.Code, {
      filter: 'choice',
      width: 230,
    }),
    valueColumn('kind', t('spotRequests.kind'), ({ Type }) => Type, {
      filter: 'choice',
      width: 130,
    }),
    valueColumn('type', t('templates.type'), (one) => one.LaunchSpecification?.InstanceType, {
      filter: 'choice',
      width: 130,
    }),
    valueColumn('instance', t('spotRequests.instance'), ({ InstanceId }) => InstanceId, {
      width: 190,
      cell: ({ InstanceId }) =>
        InstanceId === undefined ? '-' : <ResourceLink page="instances" id={InstanceId} />,
    }),
    valueColumn('zone', t('capacity.zone'), (one) => one.LaunchedAvailabilityZone, {
      filter: 'choice',
      width: 150,
    }),
    valueColumn('maxPrice', t('spotRequests.maxPrice'), ({ SpotPrice }) => SpotPrice, {
      width: 130,
    }),
    valueColumn('created', t('spotRequests.created'), ({ CreateTime }) => CreateTime, {
      filter: 'date',
      width: 210,
      cell: ({ CreateTime }) => formatTime(CreateTime, name),
    }),
  ]
}

function Details({ request }: { readonly request: SpotRequest }) {
  const { t, name } = useLocale()
  const { State: state = '', Status: status, LaunchSpecification: launch } = request
  return (
    <KeyValue
      columns={4}
      items={[
        [t('spotRequests.id'), <CopyText key="id" text={idOf(request)} />],
        [
          t('network.state'),
          <ResourceState key="state" type={stateTypes[state] ?? 'info'} state={state} />,
        ],
        [t('spotRequests.status'), status?.Code],
        [t('spotRequests.message'), status?.Message],
        [t('spotRequests.since'), formatTime(status?.UpdateTime, name)],
        [t('spotRequests.kind'), request.Type],
        [t('spotRequests.interruption'), request.InstanceInterruptionBehavior],
        [t('spotRequests.maxPrice'), request.SpotPrice ?? t('spotRequests.noMaxPrice')],
        [
          t('spotRequests.instance'),
          request.InstanceId === undefined ? undefined : (
            <ResourceLink key="instance" page="instances" id={request.InstanceId} />
          ),
        ],
        [t('templates.type'), launch?.InstanceType],
        [t('capacity.zone'), request.LaunchedAvailabilityZone],
        [t('capacity.platform'), request.ProductDescription],
        [t('spotRequests.fault'), request.Fault?.Message],
        [t('spotRequests.validUntil'), formatTime(request.ValidUntil, name)],
      ]}
    />
  )
}

function Drill(props: { readonly request: SpotRequest; readonly onClose: () => void }) {
  const instance = useFeed('instances').items.get(props.request.InstanceId ?? '')
  if (instance?.InstanceId === undefined) return null
  return (
    <InterruptDialog
      instanceId={instance.InstanceId}
      label={nameOf(instance) || instance.InstanceId}
      onClose={props.onClose}
    />
  )
}
