import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useConnection, useFeed } from '../../api/index.ts'
import { EmptyState } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { nameOf } from '../../lib/tags.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { destinationOf, routesOf } from '../../resources/routes.tsx'
import { idOf, infoOf, statusOf, type Peering } from './peering.ts'

/** The tables of both VPCs, as far as they are here, and whether each leads through the connection. */
export function RoutesTab(props: { readonly peering: Peering; readonly onAdd: () => void }) {
  const { peering, onAdd } = props
  const t = useT()
  const { readOnly } = useConnection()
  const id = idOf(peering)
  const vpcs = [infoOf(peering, 'requester')?.VpcId, infoOf(peering, 'accepter')?.VpcId]
  const rows = useFeed('route-tables')
    .list.filter(({ VpcId }) => vpcs.includes(VpcId))
    .map((table) => ({
      table,
      routes: routesOf(table).filter((route) => route.VpcPeeringConnectionId === id),
    }))
  const active = statusOf(peering) === 'active'
  const without = vpcs.filter(
    (vpc) =>
      rows.some(({ table }) => table.VpcId === vpc) &&
      !rows.some(({ table, routes }) => table.VpcId === vpc && routes.length > 0),
  )
  return (
    <SpaceBetween size="s">
      {active && without.length > 0 ? (
        <Alert
          type="warning"
          header={t('peering.noRoutes', { vpcs: without.join(', ') })}
          action={
            <Button disabled={readOnly} disabledReason={t('reason.readOnly')} onClick={onAdd}>
              {t('peering.addRoutes')}
            </Button>
          }
        >
          {t('peering.routesNote')}
        </Alert>
      ) : null}
      <Table
        variant="embedded"
        contentDensity="compact"
        items={rows}
        trackBy={({ table }) => table.RouteTableId ?? ''}
        ariaLabels={{ tableLabel: t('routeTables.title') }}
        empty={<EmptyState title={t('routeTables.empty')} />}
        columnDefinitions={[
          {
            id: 'table',
            header: t('routeTables.id'),
            isRowHeader: true,
            cell: ({ table }) => <ResourceLink page="route-tables" id={table.RouteTableId} />,
          },
          {
            id: 'name',
            header: t('instances.name'),
            cell: ({ table }) => nameOf(table) || '-',
          },
          {
            id: 'vpc',
            header: t('groups.vpc'),
            cell: ({ table }) => <ResourceLink page="vpcs" id={table.VpcId} />,
          },
          {
            id: 'routes',
            header: t('peering.routesHere'),
            cell: ({ routes }) => routes.map(destinationOf).join(', ') || '-',
          },
        ]}
      />
    </SpaceBetween>
  )
}
