import type { FeedItem } from '@brume/console-api'
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useLocale, useT, type Locale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { valueColumn } from '../../resources/columns.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { nameColumn } from '../../resources/name-column.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { ResourceState } from '../../resources/ResourceState.tsx'
import { AssociationsTab, PropagationsTab, RoutesTab } from './table-tabs.tsx'
import { CreateRoute } from './CreateRoute.tsx'
import { useAttachmentOptions, useTransitOptions } from './transit-options.ts'

export type TransitTable = FeedItem<'transit-gateway-route-tables'>

const idOf = (table: TransitTable) => table.TransitGatewayRouteTableId ?? ''
const stateTypes: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  available: 'success',
  deleted: 'stopped',
}

const actions: readonly ResourceAction<TransitTable>[] = [
  { id: 'route', text: 'tgwTables.createRoute', dialog: CreateRoute },
  {
    id: 'associate',
    text: 'tgwTables.associate',
    dialog: (props) => <ChooseAttachment {...props} kind="associate" />,
  },
  {
    id: 'propagate',
    text: 'tgwTables.propagate',
    dialog: (props) => <ChooseAttachment {...props} kind="propagate" />,
  },
]

export default function TablesPage() {
  return (
    <ResourcePage
      feed="transit-gateway-route-tables"
      texts="tgwTables"
      idOf={idOf}
      tagsOf={(table) => table.Tags}
      columns={createColumns}
      create={CreateTable}
      actions={actions}
      refuseDelete={(table, { t }) =>
        table.DefaultAssociationRouteTable || table.DefaultPropagationRouteTable
          ? t('tgwTables.isDefault')
          : undefined
      }
      remove={(call, TransitGatewayRouteTableId) =>
        call('ec2', 'DeleteTransitGatewayRouteTable', { TransitGatewayRouteTableId })
      }
      tabs={(table, { t }) => [
        { id: 'details', label: t('tab.details'), content: <Details table={table} /> },
        {
          id: 'routes',
          label: t('routes.title'),
          content: <RoutesTab key={idOf(table)} tableId={idOf(table)} />,
        },
        {
          id: 'associations',
          label: t('tgwTables.associations'),
          content: <AssociationsTab key={idOf(table)} tableId={idOf(table)} />,
        },
        {
          id: 'propagations',
          label: t('tgwTables.propagations'),
          content: <PropagationsTab key={idOf(table)} tableId={idOf(table)} />,
        },
      ]}
    />
  )
}

function createColumns({ t }: Locale): readonly ResourceColumn<TransitTable>[] {
  const yesNo = (value: boolean | undefined) => t(value ? 'common.yes' : 'common.no')
  return [
    nameColumn(t('instances.name')),
    valueColumn('id', t('tgwTables.id'), idOf, { fixed: true, width: 260 }),
    valueColumn('gateway', t('tgw.id'), ({ TransitGatewayId }) => TransitGatewayId, {
      filter: 'choice',
      width: 230,
      cell: ({ TransitGatewayId }) => (
        <ResourceLink page="transit-gateways" id={TransitGatewayId} />
      ),
    }),
    valueColumn('state', t('network.state'), ({ State }) => State, {
      filter: 'choice',
      width: 140,
      cell: ({ State }) => (
        <ResourceState type={stateTypes[State ?? ''] ?? 'pending'} state={State} />
      ),
    }),
    valueColumn(
      'association',
      t('tgw.defaultAssociation'),
      (table) => yesNo(table.DefaultAssociationRouteTable),
      { filter: 'choice', width: 200 },
    ),
    valueColumn(
      'propagation',
      t('tgw.defaultPropagation'),
      (table) => yesNo(table.DefaultPropagationRouteTable),
      { filter: 'choice', width: 200 },
    ),
  ]
}

function Details({ table }: { readonly table: TransitTable }) {
  const { t, name } = useLocale()
  return (
    <KeyValue
      columns={3}
      items={[
        [t('tgwTables.id'), <CopyText key="id" text={idOf(table)} />],
        [
          t('tgw.id'),
          <ResourceLink key="tgw" page="transit-gateways" id={table.TransitGatewayId} />,
        ],
        [t('volumes.created'), formatTime(table.CreationTime, name)],
        [
          t('tgw.defaultAssociation'),
          t(table.DefaultAssociationRouteTable ? 'common.yes' : 'common.no'),
        ],
        [
          t('tgw.defaultPropagation'),
          t(table.DefaultPropagationRouteTable ? 'common.yes' : 'common.no'),
        ],
      ]}
    />
  )
}

function CreateTable(props: { readonly onClose: () => void }) {
  const t = useT()
  const gateways = useTransitOptions()
  return (
    <FieldsDialog
      title={t('tgwTables.create')}
      submitText={t('tgwTables.create')}
      savedText={t('tgwTables.created')}
      tagType="transit-gateway-route-table"
      fields={[
        {
          id: 'gateway',
          label: t('tgw.id'),
          kind: 'choice',
          initial: gateways[0]?.value ?? '',
          none: t('tgwAttachments.noGateway'),
          options: gateways,
        },
      ]}
      run={(call, { gateway }, tags) =>
        call('ec2', 'CreateTransitGatewayRouteTable', { TransitGatewayId: gateway, ...tags })
      }
      onClose={props.onClose}
    />
  )
}

/** Which table an attachment's traffic asks; or which tables learn its blocks. */
function ChooseAttachment(props: {
  readonly item: TransitTable
  readonly kind: 'associate' | 'propagate'
  readonly onClose: () => void
}) {
  const { item, kind, onClose } = props
  const t = useT()
  const title = t(kind === 'associate' ? 'tgwTables.associate' : 'tgwTables.propagate')
  return (
    <FieldsDialog
      title={title}
      submitText={title}
      savedText={t('common.saved')}
      note={t(kind === 'associate' ? 'tgwTables.associateText' : 'tgwTables.propagateText')}
      fields={[
        {
          id: 'attachment',
          label: t('tgwAttachments.id'),
          kind: 'choice',
          none: t('tgwTables.noAttachment'),
          options: useAttachmentOptions(item.TransitGatewayId),
        },
      ]}
      run={(call, { attachment }) => {
        const input = {
          TransitGatewayRouteTableId: idOf(item),
          TransitGatewayAttachmentId: attachment,
        }
        return kind === 'associate'
          ? call('ec2', 'AssociateTransitGatewayRouteTable', input)
          : call('ec2', 'EnableTransitGatewayRouteTablePropagation', input)
      }}
      onClose={onClose}
    />
  )
}
