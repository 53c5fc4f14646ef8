import type { FeedItem } from '@brume/console-api'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useLocale, useT, type Locale } from '../../i18n/index.ts'
import { parseBlock } from '../../lib/cidr.ts'
import { formatTime } from '../../lib/time.ts'
import { valueColumn } from '../../resources/columns.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { nameColumn } from '../../resources/name-column.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { CreateConnection } from './CreateConnection.tsx'
import { GatewayState } from './GatewayState.tsx'

type Connection = FeedItem<'vpn-connections'>

const idOf = (connection: Connection) => connection.VpnConnectionId ?? ''

const actions: readonly ResourceAction<Connection>[] = [
  {
    id: 'routes',
    text: 'vpns.editRoutes',
    refuse: ({ Options }, { t }) =>
      Options?.StaticRoutesOnly ? undefined : t('vpns.dynamicRoutes'),
    dialog: EditRoutes,
  },
]

export default function VpnConnectionsPage() {
  return (
    <ResourcePage
      feed="vpn-connections"
      texts="vpns"
      idOf={idOf}
      tagsOf={(connection) => connection.Tags}
      columns={createColumns}
      create={CreateConnection}
      actions={actions}
      refuseDelete={({ State }, { t }) => (State === 'deleted' ? t('vpns.isOver') : undefined)}
      remove={(call, VpnConnectionId) => call('ec2', 'DeleteVpnConnection', { VpnConnectionId })}
      tabs={(connection, { t }) => [
        { id: 'details', label: t('tab.details'), content: <Details connection={connection} /> },
        { id: 'tunnels', label: t('vpns.tunnels'), content: <Tunnels connection={connection} /> },
        {
          id: 'routes',
          label: t('vpns.staticRoutes'),
          content: (
            <KeyValue
              columns={1}
              items={[
                [
                  t('vpns.staticRoutes'),
                  connection.Routes?.map(({ DestinationCidrBlock }) => (
                    <div key={DestinationCidrBlock}>{DestinationCidrBlock}</div>
                  )),
                ],
              ]}
            />
          ),
        },
      ]}
    />
  )
}

function createColumns({ t }: Locale): readonly ResourceColumn<Connection>[] {
  return [
    nameColumn(t('instances.name')),
    valueColumn('id', t('vpns.id'), idOf, { fixed: true, width: 230 }),
    valueColumn('state', t('network.state'), ({ State }) => State, {
      filter: 'choice',
      width: 140,
      cell: ({ State }) => <GatewayState state={State} />,
    }),
    valueColumn('vgw', t('vpnGateways.id'), ({ VpnGatewayId }) => VpnGatewayId, {
      width: 220,
      cell: ({ VpnGatewayId }) => <ResourceLink page="vpn-gateways" id={VpnGatewayId} />,
    }),
    valueColumn('tgw', t('tgw.id'), ({ TransitGatewayId }) => TransitGatewayId, {
      width: 220,
      cell: ({ TransitGatewayId }) => (
        <ResourceLink page="transit-gateways" id={TransitGatewayId} />
      ),
    }),
    valueColumn('cgw', t('customerGateways.id'), ({ CustomerGatewayId }) => CustomerGatewayId, {
      width: 220,
      cell: ({ CustomerGatewayId }) => (
        <ResourceLink page="customer-gateways" id={CustomerGatewayId} />
      ),
    }),
    valueColumn(
      'routing',
      t('vpns.routing'),
      ({ Options }) => t(Options?.StaticRoutesOnly ? 'vpns.static' : 'vpns.dynamic'),
      { filter: 'choice', width: 140 },
    ),
  ]
}

function Details({ connection }: { readonly connection: Connection }) {
  const t = useT()
  const { Options } = connection
  return (
    <KeyValue
      columns={4}
      items={[
        [t('vpns.id'), <CopyText key="id" text={connection.VpnConnectionId} />],
        [t('network.state'), <GatewayState key="state" state={connection.State} />],
        [
          t('customerGateways.id'),
          <ResourceLink key="cgw" page="customer-gateways" id={connection.CustomerGatewayId} />,
        ],
        [
          t('vpnGateways.id'),
          <ResourceLink key="vgw" page="vpn-gateways" id={connection.VpnGatewayId} />,
        ],
        [
          t('tgw.id'),
          <ResourceLink key="tgw" page="transit-gateways" id={connection.TransitGatewayId} />,
        ],
        [t('vpns.routing'), t(Options?.StaticRoutesOnly ? 'vpns.static' : 'vpns.dynamic')],
        [t('vpns.acceleration'), t(Options?.EnableAcceleration ? 'common.yes' : 'common.no')],
        [t('vpns.insideVersion'), Options?.TunnelInsideIpVersion],
        [t('vpns.localCidr'), Options?.LocalIpv4NetworkCidr],
        [t('vpns.remoteCidr'), Options?.RemoteIpv4NetworkCidr],
        [t('vpns.type'), connection.Type],
      ]}
    />
  )
}

function Tunnels({ connection }: { readonly connection: Connection }) {
  const { t, name } = useLocale()
  const rows = (connection.Options?.TunnelOptions ?? []).map((tunnel, index) => ({
    ...tunnel,
    number: String(index + 1),
    telemetry: connection.VgwTelemetry?.find(
      ({ OutsideIpAddress }) => OutsideIpAddress === tunnel.OutsideIpAddress,
    ),
  }))
  return (
    <Table
      variant="embedded"
      contentDensity="compact"
      items={rows}
      trackBy="number"
      ariaLabels={{ tableLabel: t('vpns.tunnels') }}
      columnDefinitions={[
        { id: 'number', header: t('vpns.tunnel'), isRowHeader: true, cell: ({ number }) => number },
        {
          id: 'outside',
          header: t('vpns.outside'),
          cell: ({ OutsideIpAddress }) => OutsideIpAddress ?? '-',
        },
        {
          id: 'inside',
          header: t('vpns.inside'),
          cell: ({ TunnelInsideCidr }) => TunnelInsideCidr ?? '-',
        },
        {
          id: 'status',
          header: t('network.state'),
          cell: ({ telemetry }) => (
            <StatusIndicator type={telemetry?.Status === 'UP' ? 'success' : 'error'}>
              {telemetry?.Status ?? '-'}
            </StatusIndicator>
          ),
        },
        {
          id: 'message',
          header: t('vpns.message'),
          cell: ({ telemetry }) => telemetry?.StatusMessage ?? '-',
        },
        {
          id: 'changed',
          header: t('vpns.changed'),
          cell: ({ telemetry }) => formatTime(telemetry?.LastStatusChange, name) || '-',
        },
      ]}
    />
  )
}

function EditRoutes({
  item,
  onClose,
}: {
  readonly item: Connection
  readonly onClose: () => void
}) {
  const t = useT()
  const VpnConnectionId = idOf(item)
  const present = (item.Routes ?? []).flatMap(
    ({ DestinationCidrBlock }) => DestinationCidrBlock ?? [],
  )
  const listOf = (text: string | undefined) => (text ?? '').split(/[\s,]+/).filter(Boolean)
  return (
    <FieldsDialog
      title={t('vpns.editRoutes')}
      submitText={t('common.save')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'routes',
          label: t('vpns.staticRoutes'),
          description: t('vpns.routesText'),
          kind: 'area',
          optional: true,
          initial: present.join('\n'),
          placeholder: '192.168.0.0/16',
          problem: (value) =>
            listOf(value).every((one) => parseBlock(one))
              ? undefined
              : t('routes.destinationProblem'),
        },
      ]}
      run={async (call, { routes }) => {
        const wished = listOf(routes)
        for (const DestinationCidrBlock of wished.filter((one) => !present.includes(one))) {
          await call('ec2', 'CreateVpnConnectionRoute', { VpnConnectionId, DestinationCidrBlock })
        }
        for (const DestinationCidrBlock of present.filter((one) => !wished.includes(one))) {
          await call('ec2', 'DeleteVpnConnectionRoute', { VpnConnectionId, DestinationCidrBlock })
        }
      }}
      onClose={onClose}
    />
  )
}
