import type { FeedItem } from '@brume/console-api'
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import type { Call } from '../../api/index.ts'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useLocale, useT, type Locale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { valueColumn } from '../../resources/columns.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { nameColumn } from '../../resources/name-column.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { ResourceState } from '../../resources/ResourceState.tsx'
import { CreateAttachment } from './CreateAttachment.tsx'

type Attachment = FeedItem<'transit-gateway-attachments'>

const idOf = (attachment: Attachment) => attachment.TransitGatewayAttachmentId ?? ''
const pages: Readonly<Record<string, string>> = {
  vpc: 'vpcs',
  vpn: 'vpn-connections',
  peering: 'transit-gateways',
}
const stateTypes: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  available: 'success',
  deleted: 'stopped',
  failed: 'error',
  rejected: 'error',
  pendingAcceptance: 'warning',
}

const refuseAnswer = ({ State }: Attachment, { t }: Locale) =>
  State === 'pendingAcceptance' ? undefined : t('tgwAttachments.notPending')

const actions: readonly ResourceAction<Attachment>[] = [
  {
    id: 'accept',
    text: 'tgwAttachments.accept',
    refuse: refuseAnswer,
    dialog: (props) => <Answer {...props} accept />,
  },
  {
    id: 'reject',
    text: 'tgwAttachments.reject',
    refuse: refuseAnswer,
    dialog: (props) => <Answer {...props} accept={false} />,
  },
]

export default function AttachmentsPage() {
  return (
    <ResourcePage
      feed="transit-gateway-attachments"
      texts="tgwAttachments"
      idOf={idOf}
      tagsOf={(attachment) => attachment.Tags}
      columns={createColumns}
      create={CreateAttachment}
      actions={actions}
      refuseDelete={({ ResourceType, State }, { t }) =>
        ResourceType === 'vpn'
          ? t('tgwAttachments.ofVpn')
          : State === 'deleted' || State === 'deleting'
            ? t('tgwAttachments.isOver')
            : undefined
      }
      remove={remove}
      tabs={(attachment, { t }) => [
        { id: 'details', label: t('tab.details'), content: <Details attachment={attachment} /> },
      ]}
    />
  )
}

function remove(call: Call, id: string, item: Attachment | undefined): Promise<unknown> {
  const input = { TransitGatewayAttachmentId: id }
  return item?.ResourceType === 'peering'
    ? call('ec2', 'DeleteTransitGatewayPeeringAttachment', input)
    : call('ec2', 'DeleteTransitGatewayVpcAttachment', input)
}

function createColumns({ t }: Locale): readonly ResourceColumn<Attachment>[] {
  return [
    nameColumn(t('instances.name')),
    valueColumn('id', t('tgwAttachments.id'), idOf, { fixed: true, width: 270 }),
    valueColumn('gateway', t('tgw.id'), ({ TransitGatewayId }) => TransitGatewayId, {
      filter: 'choice',
      width: 230,
      cell: ({ TransitGatewayId }) => (
        <ResourceLink page="transit-gateways" id={TransitGatewayId} />
      ),
    }),
    valueColumn('type', t('tgwAttachments.type'), ({ ResourceType }) => ResourceType, {
      filter: 'choice',
      width: 120,
    }),
    valueColumn('resource', t('tgwAttachments.resource'), ({ ResourceId }) => ResourceId, {
      width: 230,
      cell: ({ ResourceId, ResourceType = '' }) => (
        <ResourceLink page={pages[ResourceType] ?? ''} id={ResourceId} />
      ),
    }),
    valueColumn('state', t('network.state'), ({ State }) => State, {
      filter: 'choice',
      width: 150,
      cell: (attachment) => <State attachment={attachment} />,
    }),
    valueColumn(
      'table',
      t('tgwAttachments.table'),
      ({ Association }) => Association?.TransitGatewayRouteTableId,
      {
        width: 240,
        cell: ({ Association }) => (
          <ResourceLink
            page="transit-gateway-route-tables"
            id={Association?.TransitGatewayRouteTableId}
          />
        ),
      },
    ),
  ]
}

function State({ attachment }: { readonly attachment: Attachment }) {
  const state = attachment.State
  return <ResourceState type={stateTypes[state ?? ''] ?? 'pending'} state={state} />
}

function Details({ attachment }: { readonly attachment: Attachment }) {
  const { t, name } = useLocale()
  const { Association, ResourceType = '' } = attachment
  return (
    <KeyValue
      columns={4}
      items={[
        [t('tgwAttachments.id'), <CopyText key="id" text={idOf(attachment)} />],
        [t('network.state'), <State key="state" attachment={attachment} />],
        [
          t('tgw.id'),
          <ResourceLink key="tgw" page="transit-gateways" id={attachment.TransitGatewayId} />,
        ],
        [t('tgwAttachments.type'), ResourceType],
        [
          t('tgwAttachments.resource'),
          <ResourceLink key="res" page={pages[ResourceType] ?? ''} id={attachment.ResourceId} />,
        ],
        [t('tgwAttachments.resourceOwner'), attachment.ResourceOwnerId],
        [
          t('tgwAttachments.table'),
          <ResourceLink
            key="table"
            page="transit-gateway-route-tables"
            id={Association?.TransitGatewayRouteTableId}
          />,
        ],
        [t('volumes.created'), formatTime(attachment.CreationTime, name)],
      ]}
    />
  )
}

/** Only the other side says yes or no: of a peering, or of a VPC of another account. */
function Answer(props: {
  readonly item: Attachment
  readonly accept: boolean
  readonly onClose: () => void
}) {
  const { item, accept, onClose } = props
  const t = useT()
  const input = { TransitGatewayAttachmentId: idOf(item) }
  const peering = item.ResourceType === 'peering'
  return (
    <FieldsDialog
      title={t(accept ? 'tgwAttachments.accept' : 'tgwAttachments.reject')}
      submitText={t(accept ? 'tgwAttachments.accept' : 'tgwAttachments.reject')}
      savedText={t('common.saved')}
      fields={[]}
      note={[idOf(item), item.ResourceId].filter(Boolean).join(' · ')}
      run={(call) =>
        accept
          ? peering
            ? call('ec2', 'AcceptTransitGatewayPeeringAttachment', input)
            : call('ec2', 'AcceptTransitGatewayVpcAttachment', input)
          : peering
            ? call('ec2', 'RejectTransitGatewayPeeringAttachment', input)
            : call('ec2', 'RejectTransitGatewayVpcAttachment', input)
      }
      onClose={onClose}
    />
  )
}
