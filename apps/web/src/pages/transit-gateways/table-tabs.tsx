import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'
import { asApiError, useConnection, useOperation, type Call } from '../../api/index.ts'
import { EmptyState, ErrorState } from '../../components/index.ts'
import { useT, type PlainKey } from '../../i18n/index.ts'
import { DeleteDialog } from '../../resources/DeleteDialog.tsx'
import { ResourceLink } from '../../resources/ResourceLink.tsx'

/** What routes, associations and propagations have in common. */
interface Row {
  readonly id: string
  readonly attachmentId?: string | undefined
  readonly resourceId?: string | undefined
  readonly type?: string | undefined
  readonly state?: string | undefined
}

const lookAgainMs = 5_000

function RowsTable(props: {
  readonly title: PlainKey
  readonly first?: PlainKey
  readonly empty: PlainKey
  readonly rows: readonly Row[] | undefined
  readonly error: unknown
  readonly remove: (call: Call, row: Row) => Promise<unknown>
  /** Why it stays. */
  readonly refuse?: (row: Row) => PlainKey | undefined
}) {
  const { rows = [] } = props
  const t = useT()
  const { readOnly } = useConnection()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [removing, setRemoving] = useState(false)
  const selected = rows.filter(({ id }) => chosen.includes(id))
  const refused = selected.map((row) => props.refuse?.(row)).find((key) => key !== undefined)
  const refusal = readOnly
    ? t('reason.readOnly')
    : selected.length === 0
      ? t('tgwTables.selectRow')
      : refused && t(refused)
  if (props.error) return <ErrorState error={asApiError(props.error)} header={t(props.title)} />
  return (
    <>
      <Table
        variant="embedded"
        contentDensity="compact"
        items={rows}
        trackBy="id"
        loading={props.rows === undefined}
        loadingText={t('common.loading')}
        selectionType="multi"
        selectedItems={selected}
        onSelectionChange={({ detail }) => setChosen(detail.selectedItems.map(({ id }) => id))}
        ariaLabels={{
          tableLabel: t(props.title),
          selectionGroupLabel: t(props.title),
          allItemsSelectionLabel: () => t('table.selectAll'),
          itemSelectionLabel: (_, { id }) => id,
        }}
        empty={<EmptyState title={t(props.empty)} />}
        header={
          <Header
            variant="h3"
            counter={`(${rows.length})`}
            actions={
              <Button
                disabled={refusal !== undefined}
                disabledReason={refusal ?? ''}
                onClick={() => setRemoving(true)}
              >
                {t('common.remove')}
              </Button>
            }
          >
            {t(props.title)}
          </Header>
        }
        columnDefinitions={[
          ...(props.first
            ? [{ id: 'id', header: t(props.first), isRowHeader: true, cell: (row: Row) => row.id }]
            : []),
          {
            id: 'attachment',
            header: t('tgwAttachments.id'),
            isRowHeader: !props.first,
            cell: ({ attachmentId }) => (
              <ResourceLink page="transit-gateway-attachments" id={attachmentId} />
            ),
          },
          {
            id: 'resource',
            header: t('tgwAttachments.resource'),
            cell: ({ resourceId }) => resourceId ?? '-',
          },
          { id: 'type', header: t('tgwAttachments.type'), cell: ({ type }) => type ?? '-' },
          { id: 'state', header: t('network.state'), cell: ({ state }) => state ?? '-' },
        ]}
      />
      {removing ? (
        <DeleteDialog
          title={t('resources.deleteTitle', {
            action: t('common.remove'),
            count: selected.length,
          })}
          submitText={t('common.remove')}
          asksForWord={false}
          items={selected.map((row) => ({ ...row, name: row.resourceId ?? '' }))}
          remove={props.remove}
          onClose={() => setRemoving(false)}
        />
      ) : null}
    </>
  )
}

export function RoutesTab({ tableId }: { readonly tableId: string }) {
  const { data, error } = useOperation(
    'ec2',
    'SearchTransitGatewayRoutes',
    {
      TransitGatewayRouteTableId: tableId,
      Filters: [{ Name: 'state', Values: ['active', 'blackhole'] }],
    },
    { refetchIntervalMs: lookAgainMs },
  )
  const rows = data?.Routes?.map(
    ({ DestinationCidrBlock, PrefixListId, TransitGatewayAttachments, Type, State }) => ({
      id: DestinationCidrBlock ?? PrefixListId ?? '',
      attachmentId: TransitGatewayAttachments?.[0]?.TransitGatewayAttachmentId,
      resourceId: TransitGatewayAttachments?.[0]?.ResourceId,
      type: Type,
      state: State,
    }),
  )
  return (
    <RowsTable
      title="routes.title"
      first="routes.destination"
      empty="routes.empty"
      rows={data && (rows ?? [])}
      error={error}
      refuse={({ type }) => (type === 'static' ? undefined : 'tgwTables.propagatedStays')}
      remove={(call, { id }) =>
        call('ec2', 'DeleteTransitGatewayRoute', {
          TransitGatewayRouteTableId: tableId,
          DestinationCidrBlock: id,
        })
      }
    />
  )
}

export function AssociationsTab({ tableId }: { readonly tableId: string }) {
  const { data, error } = useOperation(
    'ec2',
    'GetTransitGatewayRouteTableAssociations',
    { TransitGatewayRouteTableId: tableId },
    { refetchIntervalMs: lookAgainMs },
  )
  return (
    <RowsTable
      title="tgwTables.associations"
      empty="tgwTables.noAssociations"
      rows={
        data &&
        (data.Associations ?? []).map((one) => ({
          id: one.TransitGatewayAttachmentId ?? '',
          attachmentId: one.TransitGatewayAttachmentId,
          resourceId: one.ResourceId,
          type: one.ResourceType,
          state: one.State,
        }))
      }
      error={error}
      remove={(call, { id }) =>
        call('ec2', 'DisassociateTransitGatewayRouteTable', {
          TransitGatewayRouteTableId: tableId,
          TransitGatewayAttachmentId: id,
        })
      }
    />
  )
}

export function PropagationsTab({ tableId }: { readonly tableId: string }) {
  const { data, error } = useOperation(
    'ec2',
    'GetTransitGatewayRouteTablePropagations',
    { TransitGatewayRouteTableId: tableId },
    { refetchIntervalMs: lookAgainMs },
  )
  return (
    <RowsTable
      title="tgwTables.propagations"
      empty="tgwTables.noPropagations"
      rows={
        data &&
        (data.TransitGatewayRouteTablePropagations ?? []).map((one) => ({
          id: one.TransitGatewayAttachmentId ?? '',
          attachmentId: one.TransitGatewayAttachmentId,
          resourceId: one.ResourceId,
          type: one.ResourceType,
          state: one.State,
        }))
      }
      error={error}
      remove={(call, { id }) =>
        call('ec2', 'DisableTransitGatewayRouteTablePropagation', {
          TransitGatewayRouteTableId: tableId,
          TransitGatewayAttachmentId: id,
        })
      }
    />
  )
}
