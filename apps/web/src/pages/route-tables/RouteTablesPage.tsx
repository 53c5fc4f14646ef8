import type { FeedItem } from '@brume/console-api'
import { useFeed } from '../../api/index.ts'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useT, type Locale } from '../../i18n/index.ts'
import { valueColumn } from '../../resources/columns.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { nameColumn } from '../../resources/name-column.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { destinationOf, RoutesTable, routesOf, targetOf } from '../../resources/routes.tsx'
import { useSubnetOptions, useVpcOptions } from '../../resources/vpc-options.ts'
import { EditRoutes } from './EditRoutes.tsx'

type RouteTable = FeedItem<'route-tables'>

const idOf = (table: RouteTable) => table.RouteTableId ?? ''
const isMain = (table: RouteTable) => (table.Associations ?? []).some(({ Main }) => Main)
const subnetsOf = (table: RouteTable) =>
  (table.Associations ?? []).flatMap(({ SubnetId }) => SubnetId ?? [])

const gatewaysOf = (table: RouteTable) =>
  (table.Associations ?? []).flatMap(({ GatewayId }) => GatewayId ?? [])

const actions: readonly ResourceAction<RouteTable>[] = [
  { id: 'routes', text: 'routes.edit', dialog: EditRoutes },
  { id: 'associations', text: 'routeTables.editAssociations', dialog: EditAssociations },
  { id: 'edge', text: 'routeTables.editEdge', dialog: EditEdge },
  {
    id: 'main',
    text: 'routeTables.setMain',
    refuse: (table, { t }) => (isMain(table) ? t('routeTables.isMain') : undefined),
    dialog: SetMain,
  },
]

export default function RouteTablesPage() {
  return (
    <ResourcePage
      feed="route-tables"
      removal="route-table"
      texts="routeTables"
      idOf={idOf}
      tagsOf={(table) => table.Tags}
      columns={createColumns}
      create={CreateRouteTable}
      actions={actions}
      refuseDelete={(table, { t }) =>
        isMain(table)
          ? t('routeTables.mainStays')
          : subnetsOf(table).length > 0
            ? t('routeTables.associated')
            : undefined
      }
      remove={(call, RouteTableId) => call('ec2', 'DeleteRouteTable', { RouteTableId })}
      tabs={(table, { t }) => [
        { id: 'details', label: t('tab.details'), content: <Details table={table} /> },
        { id: 'routes', label: t('routes.title'), content: <RoutesTable table={table} /> },
      ]}
    />
  )
}

function createColumns({ t }: Locale): readonly ResourceColumn<RouteTable>[] {
  return [
    nameColumn(t('instances.name')),
    valueColumn('id', t('routeTables.id'), idOf, { fixed: true, width: 220 }),
    valueColumn(
      'main',
      t('routeTables.main'),
      (one) => t(isMain(one) ? 'common.yes' : 'common.no'),
      {
        filter: 'choice',
        width: 110,
      },
    ),
    valueColumn('vpc', t('groups.vpc'), ({ VpcId }) => VpcId, {
      filter: 'choice',
      width: 220,
      cell: ({ VpcId }) => <ResourceLink page="vpcs" id={VpcId} />,
    }),
    valueColumn('subnets', t('routeTables.subnets'), (one) => subnetsOf(one).join(', '), {
      width: 260,
      cell: (one) =>
        subnetsOf(one).length === 0
          ? '-'
          : subnetsOf(one).map((id) => (
              <div key={id}>
                <ResourceLink page="subnets" id={id} />
              </div>
            )),
    }),
    valueColumn(
      'routes',
      t('routes.title'),
      (one) =>
        routesOf(one)
          .map((route) => `${destinationOf(route)} → ${targetOf(route)}`)
          .join(', '),
      {
        width: 380,
        cell: (one) =>
          routesOf(one).map((route) => (
            <div key={destinationOf(route)}>
              {destinationOf(route)} → {targetOf(route)}
              {route.State === 'blackhole' ? ` (${t('routes.blackhole')})` : ''}
            </div>
          )),
      },
    ),
  ]
}

function Details({ table }: { readonly table: RouteTable }) {
  const t = useT()
  const associated = subnetsOf(table)
  return (
    <KeyValue
      columns={3}
      items={[
        [t('routeTables.id'), <CopyText key="id" text={table.RouteTableId} />],
        [t('groups.vpc'), <ResourceLink key="vpc" page="vpcs" id={table.VpcId} />],
        [t('routeTables.main'), t(isMain(table) ? 'common.yes' : 'common.no')],
        [
          t('routeTables.subnets'),
          associated.length === 0 ? undefined : (
            <>
              {associated.map((id) => (
                <div key={id}>
                  <ResourceLink page="subnets" id={id} />
                </div>
              ))}
            </>
          ),
        ],
        [t('routeTables.edge'), gatewaysOf(table).join(', ')],
        [t('instances.owner'), table.OwnerId],
      ]}
    />
  )
}

function CreateRouteTable(props: { readonly onClose: () => void }) {
  const t = useT()
  const vpcs = useVpcOptions()
  return (
    <FieldsDialog
      title={t('routeTables.create')}
      submitText={t('routeTables.create')}
      savedText={t('routeTables.created')}
      tagType="route-table"
      fields={[
        {
          id: 'vpc',
          label: t('groups.vpc'),
          kind: 'choice',
          initial: vpcs[0]?.value ?? '',
          options: vpcs,
        },
      ]}
      run={(call, values, tags) =>
        call('ec2', 'CreateRouteTable', { VpcId: values['vpc'], ...tags })
      }
      onClose={props.onClose}
    />
  )
}

/** Gives subnets this table; one that is taken away falls back to the main table. */
function EditAssociations(props: { readonly item: RouteTable; readonly onClose: () => void }) {
  const t = useT()
  const { item } = props
  const tables = useFeed('route-tables').list
  const options = useSubnetOptions(({ VpcId }) => VpcId === item.VpcId)
  const before = subnetsOf(item)
  return (
    <FieldsDialog
      title={t('routeTables.editAssociationsTitle', { id: idOf(item) })}
      submitText={t('common.save')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'subnets',
          label: t('subnets.title'),
          kind: 'choices',
          optional: true,
          initial: before.join(','),
          options,
        },
      ]}
      note={t('routeTables.associationsNote')}
      run={async (call, values) => {
        const after = (values['subnets'] ?? '').split(',').filter(Boolean)
        for (const { SubnetId, RouteTableAssociationId } of item.Associations ?? []) {
          if (SubnetId !== undefined && !after.includes(SubnetId)) {
            await call('ec2', 'DisassociateRouteTable', { AssociationId: RouteTableAssociationId })
          }
        }
        const RouteTableId = idOf(item)
        for (const SubnetId of after.filter((id) => !before.includes(id))) {
          const elsewhere = tables
            .flatMap(({ Associations }) => Associations ?? [])
            .find((one) => one.SubnetId === SubnetId)
          if (elsewhere) {
            const AssociationId = elsewhere.RouteTableAssociationId
            await call('ec2', 'ReplaceRouteTableAssociation', { AssociationId, RouteTableId })
          } else await call('ec2', 'AssociateRouteTable', { SubnetId, RouteTableId })
        }
      }}
      onClose={props.onClose}
    />
  )
}

/** The internet gateway whose incoming traffic the table routes. */
function EditEdge(props: { readonly item: RouteTable; readonly onClose: () => void }) {
  const t = useT()
  const { item } = props
  const gateways = useFeed('internet-gateways').list.filter(({ Attachments }) =>
    Attachments?.some(({ VpcId }) => VpcId === item.VpcId),
  )
  const before = gatewaysOf(item)
  return (
    <FieldsDialog
      title={t('routeTables.editEdgeTitle', { id: idOf(item) })}
      submitText={t('common.save')}
      savedText={t('common.saved')}
      note={t('routeTables.edgeNote')}
      fields={[
        {
          id: 'gateways',
          label: t('gateways.title'),
          kind: 'choices',
          optional: true,
          initial: before.join(','),
          options: gateways.map(({ InternetGatewayId = '' }) => ({
            value: InternetGatewayId,
            label: InternetGatewayId,
          })),
          none: t('gateways.empty'),
        },
      ]}
      run={async (call, values) => {
        const after = (values['gateways'] ?? '').split(',').filter(Boolean)
        for (const { GatewayId, RouteTableAssociationId } of item.Associations ?? []) {
          if (GatewayId !== undefined && !after.includes(GatewayId)) {
            await call('ec2', 'DisassociateRouteTable', { AssociationId: RouteTableAssociationId })
          }
        }
        for (const GatewayId of after.filter((id) => !before.includes(id))) {
          await call('ec2', 'AssociateRouteTable', { GatewayId, RouteTableId: idOf(item) })
        }
      }}
      onClose={props.onClose}
    />
  )
}

function SetMain(props: { readonly item: RouteTable; readonly onClose: () => void }) {
  const t = useT()
  const { item } = props
  const main = useFeed('route-tables')
    .list.filter(({ VpcId }) => VpcId === item.VpcId)
    .flatMap(({ Associations }) => Associations ?? [])
    .find(({ Main }) => Main)
  return (
    <FieldsDialog
      title={t('routeTables.setMainTitle', { id: idOf(item) })}
      submitText={t('routeTables.setMain')}
      savedText={t('common.saved')}
      fields={[]}
      note={t('routeTables.setMainText')}
      run={(call) =>
        call('ec2', 'ReplaceRouteTableAssociation', {
          AssociationId: main?.RouteTableAssociationId,
          RouteTableId: idOf(item),
        })
      }
      onClose={props.onClose}
    />
  )
}
