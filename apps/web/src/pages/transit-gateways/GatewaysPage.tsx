import type { FeedItem } from '@brume/console-api'
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import { useFeed } from '../../api/index.ts'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useLocale, useT, type Locale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { valueColumn } from '../../resources/columns.ts'
import { Dependants } from '../../resources/Dependants.tsx'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { nameColumn } from '../../resources/name-column.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { ResourceState } from '../../resources/ResourceState.tsx'
import { routesOf } from '../../resources/routes.tsx'

type Gateway = FeedItem<'transit-gateways'>

const idOf = (gateway: Gateway) => gateway.TransitGatewayId ?? ''
const toggles = {
  dns: 'DnsSupport',
  ecmp: 'VpnEcmpSupport',
  association: 'DefaultRouteTableAssociation',
  propagation: 'DefaultRouteTablePropagation',
  accept: 'AutoAcceptSharedAttachments',
} as const
const toggleIds = ['dns', 'ecmp', 'association', 'propagation', 'accept'] as const
const toggleTexts = {
  dns: 'tgw.dns',
  ecmp: 'tgw.ecmp',
  association: 'tgw.defaultAssociation',
  propagation: 'tgw.defaultPropagation',
  accept: 'tgw.autoAccept',
} as const

const actions: readonly ResourceAction<Gateway>[] = [
  {
    id: 'edit',
    text: 'tgw.edit',
    refuse: ({ State }, { t }) => (State === 'available' ? undefined : t('tgw.notAvailable')),
    dialog: EditGateway,
  },
]

export default function GatewaysPage() {
  return (
    <ResourcePage
      feed="transit-gateways"
      texts="tgw"
      idOf={idOf}
      tagsOf={(gateway) => gateway.Tags}
      columns={createColumns}
      create={CreateGateway}
      actions={actions}
      refuseDelete={({ State }, { t }) =>
        State === 'available' ? undefined : t('tgw.notAvailable')
      }
      remove={(call, TransitGatewayId) => call('ec2', 'DeleteTransitGateway', { TransitGatewayId })}
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
    valueColumn('id', t('tgw.id'), idOf, { fixed: true, width: 230 }),
    valueColumn('state', t('network.state'), ({ State }) => State, {
      filter: 'choice',
      width: 140,
      cell: ({ State }) => <TransitState state={State} />,
    }),
    valueColumn('asn', t('tgw.asn'), ({ Options }) => Options?.AmazonSideAsn, { width: 150 }),
    valueColumn('description', t('groups.descriptionColumn'), ({ Description }) => Description, {
      width: 250,
    }),
    valueColumn('owner', t('instances.owner'), ({ OwnerId }) => OwnerId, { width: 150 }),
  ]
}

const stateTypes: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  available: 'success',
  deleted: 'stopped',
  failed: 'error',
  rejected: 'error',
  pendingAcceptance: 'warning',
}

function TransitState({ state }: { readonly state: string | undefined }) {
  return <ResourceState type={stateTypes[state ?? ''] ?? 'pending'} state={state} />
}

/** What is attached, and which routes lead to it. */
function Users({ items }: { readonly items: readonly Gateway[] }) {
  const t = useT()
  const ids = items.map(idOf)
  const attachments = useFeed('transit-gateway-attachments').list.filter(
    ({ TransitGatewayId = '', State }) => ids.includes(TransitGatewayId) && State !== 'deleted',
  )
  const tables = useFeed('route-tables').list.filter((table) =>
    routesOf(table).some(({ TransitGatewayId = '' }) => ids.includes(TransitGatewayId)),
  )
  return (
    <Dependants
      text={t('tgw.inUse')}
      items={[
        ...attachments.map(({ TransitGatewayAttachmentId = '', ResourceId = '' }) => ({
          page: 'transit-gateway-attachments',
          id: TransitGatewayAttachmentId,
          text: `${TransitGatewayAttachmentId} · ${ResourceId}`,
        })),
        ...tables.map(({ RouteTableId = '' }) => ({ page: 'route-tables', id: RouteTableId })),
      ]}
    />
  )
}

function Details({ gateway }: { readonly gateway: Gateway }) {
  const { t, name } = useLocale()
  const { Options } = gateway
  return (
    <KeyValue
      columns={4}
      items={[
        [t('tgw.id'), <CopyText key="id" text={gateway.TransitGatewayId} />],
        [t('network.state'), <TransitState key="state" state={gateway.State} />],
        [t('tgw.asn'), Options?.AmazonSideAsn],
        [t('groups.descriptionColumn'), gateway.Description],
        ...toggleIds.map(
          (id) =>
            [
              t(toggleTexts[id]),
              t(Options?.[toggles[id]] === 'enable' ? 'common.enabled' : 'common.disabled'),
            ] as const,
        ),
        [
          t('tgw.associationTable'),
          <ResourceLink
            key="association"
            page="transit-gateway-route-tables"
            id={Options?.AssociationDefaultRouteTableId}
          />,
        ],
        [
          t('tgw.propagationTable'),
          <ResourceLink
            key="propagation"
            page="transit-gateway-route-tables"
            id={Options?.PropagationDefaultRouteTableId}
          />,
        ],
        [t('volumes.created'), formatTime(gateway.CreationTime, name)],
        ['ARN', <CopyText key="arn" text={gateway.TransitGatewayArn} />],
        [t('instances.owner'), gateway.OwnerId],
      ]}
    />
  )
}

const toToggle = (value: string | undefined) => (value === 'yes' ? 'enable' : 'disable')

function CreateGateway(props: { readonly onClose: () => void }) {
  const t = useT()
  return (
    <FieldsDialog
      title={t('tgw.create')}
      submitText={t('tgw.create')}
      savedText={t('tgw.created')}
      tagType="transit-gateway"
      note={t('tgw.createNote')}
      fields={[
        { id: 'description', label: t('groups.descriptionColumn'), optional: true },
        {
          id: 'asn',
          label: t('tgw.asn'),
          initial: '64512',
          problem: (value) => (isPrivateAsn(Number(value)) ? undefined : t('tgw.asnProblem')),
        },
        ...toggleIds.map((id) => ({
          id,
          label: t(toggleTexts[id]),
          kind: 'check' as const,
          initial: id === 'accept' ? '' : 'yes',
        })),
      ]}
      run={(call, values, tags) =>
        call('ec2', 'CreateTransitGateway', {
          ...(values['description'] && { Description: values['description'] }),
          Options: {
            AmazonSideAsn: Number(values['asn']),
            DnsSupport: toToggle(values['dns']),
            VpnEcmpSupport: toToggle(values['ecmp']),
            DefaultRouteTableAssociation: toToggle(values['association']),
            DefaultRouteTablePropagation: toToggle(values['propagation']),
            AutoAcceptSharedAttachments: toToggle(values['accept']),
          },
          ...tags,
        })
      }
      onClose={props.onClose}
    />
  )
}

function isPrivateAsn(asn: number): boolean {
  return (asn >= 64_512 && asn <= 65_534) || (asn >= 4_200_000_000 && asn <= 4_294_967_294)
}

function EditGateway({ item, onClose }: { readonly item: Gateway; readonly onClose: () => void }) {
  const t = useT()
  const ids = ['dns', 'ecmp', 'accept'] as const
  return (
    <FieldsDialog
      title={t('tgw.editTitle', { id: idOf(item) })}
      submitText={t('common.save')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'description',
          label: t('groups.descriptionColumn'),
          initial: item.Description ?? '',
          optional: true,
        },
        ...ids.map((id) => ({
          id,
          label: t(toggleTexts[id]),
          kind: 'check' as const,
          initial: item.Options?.[toggles[id]] === 'enable' ? 'yes' : '',
        })),
      ]}
      run={(call, values) =>
        call('ec2', 'ModifyTransitGateway', {
          TransitGatewayId: idOf(item),
          Description: values['description'],
          Options: {
            DnsSupport: toToggle(values['dns']),
            VpnEcmpSupport: toToggle(values['ecmp']),
            AutoAcceptSharedAttachments: toToggle(values['accept']),
          },
        })
      }
      onClose={onClose}
    />
  )
}
