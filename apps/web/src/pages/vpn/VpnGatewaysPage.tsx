import type { FeedItem } from '@brume/console-api'
import { useFeed } from '../../api/index.ts'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useT, type Locale } from '../../i18n/index.ts'
import { valueColumn } from '../../resources/columns.ts'
import { Dependants } from '../../resources/Dependants.tsx'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { nameColumn } from '../../resources/name-column.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { useTableOptions, useVpcOptions } from '../../resources/vpc-options.ts'
import { GatewayState } from './GatewayState.tsx'

type Gateway = FeedItem<'vpn-gateways'>

interface DialogProps {
  readonly item: Gateway
  readonly onClose: () => void
}

const idOf = (gateway: Gateway) => gateway.VpnGatewayId ?? ''
const vpcOf = (gateway: Gateway) =>
  gateway.VpcAttachments?.find(({ State }) => State === 'attached' || State === 'attaching')?.VpcId
const refuseDetached = (gateway: Gateway, { t }: Locale) =>
  vpcOf(gateway) ? undefined : t('vpnGateways.notAttached')

const actions: readonly ResourceAction<Gateway>[] = [
  {
    id: 'attach',
    text: 'vpnGateways.attach',
    refuse: (gateway, { t }) => (vpcOf(gateway) ? t('vpnGateways.attachedAlready') : undefined),
    dialog: Attach,
  },
  { id: 'detach', text: 'vpnGateways.detach', refuse: refuseDetached, dialog: Detach },
  {
    id: 'propagation',
    text: 'vpnGateways.propagation',
    refuse: refuseDetached,
    dialog: Propagation,
  },
]

export default function VpnGatewaysPage() {
  return (
    <ResourcePage
      feed="vpn-gateways"
      texts="vpnGateways"
      idOf={idOf}
      tagsOf={(gateway) => gateway.Tags}
      columns={createColumns}
      create={CreateGateway}
      actions={actions}
      refuseDelete={(gateway, { t }) => (vpcOf(gateway) ? t('vpnGateways.detachFirst') : undefined)}
      remove={(call, VpnGatewayId) => call('ec2', 'DeleteVpnGateway', { VpnGatewayId })}
      dependants={Users}
      tabs={(gateway, { t }) => [
        { id: 'details', label: t('tab.details'), content: <Details gateway={gateway} /> },
      ]}
    />
  )
}

function createColumns({ t }: Locale): readonly ResourceColumn<Gateway>[] {
  return [
    nameColumn(t('instances.name')),
    valueColumn('id', t('vpnGateways.id'), idOf, { fixed: true, width: 230 }),
    valueColumn('state', t('network.state'), ({ State }) => State, {
      filter: 'choice',
      width: 140,
      cell: ({ State }) => <GatewayState state={State} />,
    }),
    valueColumn('vpc', t('groups.vpc'), vpcOf, {
      filter: 'choice',
      width: 230,
      cell: (gateway) => <ResourceLink page="vpcs" id={vpcOf(gateway)} />,
    }),
    valueColumn('asn', t('tgw.asn'), ({ AmazonSideAsn }) => AmazonSideAsn, { width: 150 }),
    valueColumn('type', t('vpns.type'), ({ Type }) => Type, { width: 120 }),
  ]
}

function Users({ items }: { readonly items: readonly Gateway[] }) {
  const t = useT()
  const ids = items.map(idOf)
  const connections = useFeed('vpn-connections').list.filter(
    ({ VpnGatewayId = '', State }) => ids.includes(VpnGatewayId) && State !== 'deleted',
  )
  return (
    <Dependants
      text={t('vpns.deleteFirst')}
      items={connections.map(({ VpnConnectionId = '' }) => ({
        page: 'vpn-connections',
        id: VpnConnectionId,
      }))}
    />
  )
}

/** The tables of the gateway's VPC that learn its routes. */
function usePropagating(gateway: Gateway): readonly string[] {
  return useFeed('route-tables')
    .list.filter(({ PropagatingVgws }) =>
      PropagatingVgws?.some(({ GatewayId }) => GatewayId === idOf(gateway)),
    )
    .map(({ RouteTableId = '' }) => RouteTableId)
}

function Details({ gateway }: { readonly gateway: Gateway }) {
  const t = useT()
  const tables = usePropagating(gateway)
  return (
    <KeyValue
      columns={3}
      items={[
        [t('vpnGateways.id'), <CopyText key="id" text={gateway.VpnGatewayId} />],
        [t('network.state'), <GatewayState key="state" state={gateway.State} />],
        [t('groups.vpc'), <ResourceLink key="vpc" page="vpcs" id={vpcOf(gateway)} />],
        [t('tgw.asn'), gateway.AmazonSideAsn],
        [t('vpns.type'), gateway.Type],
        [
          t('vpnGateways.propagatesTo'),
          tables.length === 0
            ? undefined
            : tables.map((id) => (
                <div key={id}>
                  <ResourceLink page="route-tables" id={id} />
                </div>
              )),
        ],
      ]}
    />
  )
}

function CreateGateway(props: { readonly onClose: () => void }) {
  const t = useT()
  return (
    <FieldsDialog
      title={t('vpnGateways.create')}
      submitText={t('vpnGateways.create')}
      savedText={t('vpnGateways.created')}
      tagType="vpn-gateway"
      note={t('vpnGateways.createNote')}
      fields={[
        {
          id: 'asn',
          label: t('tgw.asn'),
          initial: '64512',
          problem: (value) => {
            const asn = Number(value)
            const isPrivate =
              (asn >= 64_512 && asn <= 65_534) || (asn >= 4_200_000_000 && asn <= 4_294_967_294)
            return isPrivate ? undefined : t('tgw.asnProblem')
          },
        },
      ]}
      run={(call, { asn }, tags) =>
        call('ec2', 'CreateVpnGateway', { Type: 'ipsec.1', AmazonSideAsn: Number(asn), ...tags })
      }
      onClose={props.onClose}
    />
  )
}

function Attach({ item, onClose }: DialogProps) {
  const t = useT()
  const vpcs = useVpcOptions()
  const taken = useFeed('vpn-gateways').list.map(vpcOf)
  const free = vpcs.filter(({ value }) => !taken.includes(value))
  return (
    <FieldsDialog
      title={t('vpnGateways.attach')}
      submitText={t('vpnGateways.attach')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'vpc',
          label: t('groups.vpc'),
          kind: 'choice',
          initial: free[0]?.value ?? '',
          none: t('vpnGateways.noFreeVpc'),
          options: free,
        },
      ]}
      run={(call, { vpc }) =>
        call('ec2', 'AttachVpnGateway', { VpnGatewayId: idOf(item), VpcId: vpc })
      }
      onClose={onClose}
    />
  )
}

function Detach({ item, onClose }: DialogProps) {
  const t = useT()
  return (
    <FieldsDialog
      title={t('vpnGateways.detach')}
      submitText={t('vpnGateways.detach')}
      savedText={t('common.saved')}
      warning={t('vpnGateways.detachText', { vpc: vpcOf(item) ?? '' })}
      fields={[]}
      run={(call) =>
        call('ec2', 'DetachVpnGateway', { VpnGatewayId: idOf(item), VpcId: vpcOf(item) })
      }
      onClose={onClose}
    />
  )
}

function Propagation({ item, onClose }: DialogProps) {
  const t = useT()
  const present = usePropagating(item)
  const GatewayId = idOf(item)
  return (
    <FieldsDialog
      title={t('vpnGateways.propagation')}
      submitText={t('common.save')}
      savedText={t('common.saved')}
      note={t('vpnGateways.propagationText')}
      fields={[
        {
          id: 'tables',
          label: t('routeTables.title'),
          kind: 'choices',
          optional: true,
          initial: present.join(','),
          options: useTableOptions(vpcOf(item)),
        },
      ]}
      run={async (call, { tables }) => {
        const wished = tables ? tables.split(',') : []
        for (const RouteTableId of wished.filter((id) => !present.includes(id))) {
          await call('ec2', 'EnableVgwRoutePropagation', { RouteTableId, GatewayId })
        }
        for (const RouteTableId of present.filter((id) => !wished.includes(id))) {
          await call('ec2', 'DisableVgwRoutePropagation', { RouteTableId, GatewayId })
        }
      }}
      onClose={onClose}
    />
  )
}
