import { useFeed } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { destinationInput, destinationOf, routesOf } from '../../resources/routes.tsx'
import { useTableOptions } from '../../resources/vpc-options.ts'
import { blocksOf, idOf, infoOf, type Peering } from './peering.ts'

/** Leads the chosen tables of either VPC to all of the other VPC's blocks. */
export function AddRoutes(props: { readonly item: Peering; readonly onClose: () => void }) {
  const { item, onClose } = props
  const t = useT()
  const tables = useFeed('route-tables')
  const options = useTableOptions()
  const sides = [
    { vpcId: infoOf(item, 'requester')?.VpcId, blocks: blocksOf(item, 'accepter') },
    { vpcId: infoOf(item, 'accepter')?.VpcId, blocks: blocksOf(item, 'requester') },
  ]
  /** The blocks that a table does not lead to yet. */
  const missingIn = (tableId: string) => {
    const table = tables.items.get(tableId)
    const present = routesOf(table).map(destinationOf)
    const blocks = sides.find(({ vpcId }) => vpcId === table?.VpcId)?.blocks ?? []
    return blocks.filter((block) => !present.includes(block))
  }
  const lacking = options.filter(
    ({ value, vpcId }) => sides.some((side) => side.vpcId === vpcId) && missingIn(value).length > 0,
  )
  return (
    <FieldsDialog
      title={t('peering.addRoutesTitle', { id: idOf(item) })}
      submitText={t('peering.addRoutes')}
      savedText={t('peering.routesAdded')}
      fields={[
        {
          id: 'tables',
          label: t('routeTables.title'),
          kind: 'choices',
          initial: lacking.map(({ value }) => value).join(','),
          options: lacking.map((option) => ({
            ...option,
            description: `${option.vpcId ?? ''} · + ${missingIn(option.value).join(', ')}`,
          })),
          none: t('peering.allRouted'),
        },
      ]}
      note={t('peering.routesNote')}
      run={async (call, values) => {
        for (const RouteTableId of (values['tables'] ?? '').split(',')) {
          for (const block of missingIn(RouteTableId)) {
            await call('ec2', 'CreateRoute', {
              RouteTableId,
              ...destinationInput(block),
              VpcPeeringConnectionId: idOf(item),
            })
          }
        }
      }}
      onClose={onClose}
    />
  )
}
