import type { FeedItem } from '@brume/console-api'
import { useT } from '../../i18n/index.ts'
import { parseBlock } from '../../lib/cidr.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { useAttachmentOptions } from './transit-options.ts'

const nowhere = 'blackhole'

/** A static route: to an attachment, or to nowhere. */
export function CreateRoute(props: {
  readonly item: FeedItem<'transit-gateway-route-tables'>
  readonly onClose: () => void
}) {
  const { item, onClose } = props
  const t = useT()
  const attachments = useAttachmentOptions(item.TransitGatewayId)
  return (
    <FieldsDialog
      title={t('tgwTables.createRoute')}
      submitText={t('tgwTables.createRoute')}
      savedText={t('tgwTables.routeCreated')}
      fields={[
        {
          id: 'cidr',
          label: 'CIDR',
          placeholder: '10.1.0.0/16',
          problem: (value) =>
            parseBlock(value) || /^[0-9a-f]*:[0-9a-f:]*\/\d+$/i.test(value)
              ? undefined
              : t('routes.destinationProblem'),
        },
        {
          id: 'target',
          label: t('routes.target'),
          kind: 'choice',
          options: [{ value: nowhere, label: t('routes.blackhole') }, ...attachments],
        },
      ]}
      run={(call, { cidr, target }) =>
        call('ec2', 'CreateTransitGatewayRoute', {
          TransitGatewayRouteTableId: item.TransitGatewayRouteTableId,
          DestinationCidrBlock: cidr,
          ...(target === nowhere ? { Blackhole: true } : { TransitGatewayAttachmentId: target }),
        })
      }
      onClose={onClose}
    />
  )
}
