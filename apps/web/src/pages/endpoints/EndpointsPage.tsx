import type { FeedItem } from '@brume/console-api'
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useLocale, type Locale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { valueColumn } from '../../resources/columns.ts'
import { nameColumn } from '../../resources/name-column.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { ResourceState } from '../../resources/ResourceState.tsx'
import { CreateEndpoint } from './CreateEndpoint.tsx'
import { EditGroups, EditTables } from './edit-dialogs.tsx'

type Endpoint = FeedItem<'vpc-endpoints'>

const idOf = (endpoint: Endpoint) => endpoint.VpcEndpointId ?? ''
const stateTypes: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  available: 'success',
  pending: 'pending',
  deleting: 'pending',
}

const actions: readonly ResourceAction<Endpoint>[] = [
  {
    id: 'tables',
    text: 'endpoints.editTables',
    refuse: ({ VpcEndpointType }, { t }) =>
      VpcEndpointType === 'Gateway' ? undefined : t('endpoints.noTables'),
    dialog: EditTables,
  },
  {
    id: 'groups',
    text: 'endpoints.editGroups',
    refuse: ({ VpcEndpointType }, { t }) =>
      VpcEndpointType === 'Interface' ? undefined : t('endpoints.noGroups'),
    dialog: EditGroups,
  },
]

export default function EndpointsPage() {
  return (
    <ResourcePage
      feed="vpc-endpoints"
      texts="endpoints"
      idOf={idOf}
      tagsOf={(endpoint) => endpoint.Tags}
      columns={createColumns}
      create={CreateEndpoint}
      actions={actions}
      remove={(call, id) => call('ec2', 'DeleteVpcEndpoints', { VpcEndpointIds: [id] })}
      tabs={(endpoint, { t }) => [
        { id: 'details', label: t('tab.details'), content: <Details endpoint={endpoint} /> },
      ]}
    />
  )
}

function createColumns({ t, name }: Locale): readonly ResourceColumn<Endpoint>[] {
  return [
    nameColumn(t('instances.name')),
    valueColumn('id', t('endpoints.id'), idOf, { fixed: true, width: 230 }),
    valueColumn('type', t('endpoints.type'), ({ VpcEndpointType }) => VpcEndpointType, {
      filter: 'choice',
      width: 150,
      cell: ({ VpcEndpointType }) =>
        t(VpcEndpointType === 'Gateway' ? 'endpoints.gateway' : 'endpoints.interface'),
    }),
    valueColumn('state', t('network.state'), ({ State }) => State, {
      filter: 'choice',
      width: 140,
      cell: (endpoint) => <State endpoint={endpoint} />,
    }),
    valueColumn('service', t('endpoints.service'), ({ ServiceName }) => ServiceName, {
      filter: 'choice',
      width: 310,
    }),
    valueColumn('vpc', t('groups.vpc'), ({ VpcId }) => VpcId, {
      filter: 'choice',
      width: 220,
      cell: ({ VpcId }) => <ResourceLink page="vpcs" id={VpcId} />,
    }),
    valueColumn('created', t('volumes.created'), ({ CreationTimestamp }) => CreationTimestamp, {
      filter: 'date',
      width: 210,
      cell: ({ CreationTimestamp }) => formatTime(CreationTimestamp, name) || '-',
    }),
  ]
}

function State({ endpoint }: { readonly endpoint: Endpoint }) {
  return <ResourceState type={stateTypes[endpoint.State ?? ''] ?? 'info'} state={endpoint.State} />
}

function Details({ endpoint }: { readonly endpoint: Endpoint }) {
  const { t, name } = useLocale()
  const links = (page: string, ids: readonly string[] | undefined) =>
    ids?.length ? ids.map((id) => <ResourceLink key={id} page={page} id={id} />) : undefined
  return (
    <KeyValue
      columns={4}
      items={[
        [t('endpoints.id'), <CopyText key="id" text={endpoint.VpcEndpointId} />],
        [t('network.state'), <State key="state" endpoint={endpoint} />],
        [t('endpoints.service'), <CopyText key="service" text={endpoint.ServiceName} />],
        [t('groups.vpc'), <ResourceLink key="vpc" page="vpcs" id={endpoint.VpcId} />],
        [t('endpoints.privateDns'), t(endpoint.PrivateDnsEnabled ? 'common.yes' : 'common.no')],
        [
          t('endpoints.dnsNames'),
          endpoint.DnsEntries?.map(({ DnsName = '' }) => <CopyText key={DnsName} text={DnsName} />),
        ],
        [t('routeTables.title'), links('route-tables', endpoint.RouteTableIds)],
        [t('subnets.title'), links('subnets', endpoint.SubnetIds)],
        [t('interfaces.title'), links('network-interfaces', endpoint.NetworkInterfaceIds)],
        [
          t('groups.title'),
          links(
            'security-groups',
            endpoint.Groups?.map(({ GroupId = '' }) => GroupId),
          ),
        ],
        [t('volumes.created'), formatTime(endpoint.CreationTimestamp, name)],
      ]}
    />
  )
}
