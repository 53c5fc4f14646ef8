import type { FeedItem } from '@brume/console-api'
import { useFeed } from '../../api/index.ts'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useT, type Locale } from '../../i18n/index.ts'
import { valueColumn } from '../../resources/columns.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { nameColumn } from '../../resources/name-column.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { ResourceState } from '../../resources/ResourceState.tsx'
import { useVpcOptions } from '../../resources/vpc-options.ts'

type Gateway = FeedItem<'internet-gateways'>

const idOf = (gateway: Gateway) => gateway.InternetGatewayId ?? ''
const vpcOf = (gateway: Gateway) => gateway.Attachments?.[0]?.VpcId
/** AWS calls the state of an attached gateway available. */
const stateOf = (gateway: Gateway) => (vpcOf(gateway) === undefined ? 'detached' : 'attached')

const actions: readonly ResourceAction<Gateway>[] = [
  {
    id: 'attach',
    text: 'gateways.attach',
    refuse: (gateway, { t }) => (vpcOf(gateway) ? t('gateways.attachedAlready') : undefined),
    dialog: AttachGateway,
  },
  {
    id: 'detach',
    text: 'gateways.detach',
    refuse: (gateway, { t }) => (vpcOf(gateway) ? undefined : t('gateways.notAttached')),
    dialog: DetachGateway,
  },
]

export default function InternetGatewaysPage() {
  return (
    <ResourcePage
      feed="internet-gateways"
      removal="internet-gateway"
      texts="gateways"
      idOf={idOf}
      tagsOf={(gateway) => gateway.Tags}
      columns={createColumns}
      create={CreateGateway}
      actions={actions}
      refuseDelete={(gateway, { t }) => (vpcOf(gateway) ? t('gateways.detachFirst') : undefined)}
      remove={(call, InternetGatewayId) =>
        call('ec2', 'DeleteInternetGateway', { InternetGatewayId })
      }
      tabs={(gateway, { t }) => [
        { id: 'details', label: t('tab.details'), content: <Details gateway={gateway} /> },
      ]}
    />
  )
}

function createColumns({ t }: Locale): readonly ResourceColumn<Gateway>[] {
  return [
    nameColumn(t('instances.name')),
    valueColumn('id', t('gateways.id'), idOf, { fixed: true, width: 230 }),
    valueColumn('state', t('network.state'), stateOf, {
      filter: 'choice',
      width: 150,
      cell: (gateway) => <State gateway={gateway} />,
    }),
    valueColumn('vpc', t('groups.vpc'), vpcOf, {
      filter: 'choice',
      width: 230,
      cell: (gateway) => <ResourceLink page="vpcs" id={vpcOf(gateway)} />,
    }),
    valueColumn('owner', t('instances.owner'), ({ OwnerId }) => OwnerId, { width: 160 }),
  ]
}

function State({ gateway }: { readonly gateway: Gateway }) {
  const attached = vpcOf(gateway) !== undefined
  return <ResourceState type={attached ? 'success' : 'stopped'} state={stateOf(gateway)} />
}

function Details({ gateway }: { readonly gateway: Gateway }) {
  const t = useT()
  return (
    <KeyValue
      columns={4}
      items={[
        [t('gateways.id'), <CopyText key="id" text={gateway.InternetGatewayId} />],
        [t('network.state'), <State key="state" gateway={gateway} />],
        [t('groups.vpc'), <ResourceLink key="vpc" page="vpcs" id={vpcOf(gateway)} />],
        [t('instances.owner'), gateway.OwnerId],
      ]}
    />
  )
}

function CreateGateway(props: { readonly onClose: () => void }) {
  const t = useT()
  const free = useFreeVpcs()
  return (
    <FieldsDialog
      title={t('gateways.create')}
      submitText={t('gateways.create')}
      savedText={t('gateways.created')}
      tagType="internet-gateway"
      fields={[
        {
          id: 'vpc',
          label: t('gateways.attachTo'),
          kind: 'choice',
          optional: true,
          options: free,
          none: t('gateways.noFreeVpc'),
        },
      ]}
      run={async (call, values, tags) => {
        const { InternetGateway } = await call('ec2', 'CreateInternetGateway', tags)
        if (values['vpc'] !== '') {
          const InternetGatewayId = InternetGateway?.InternetGatewayId
          await call('ec2', 'AttachInternetGateway', { InternetGatewayId, VpcId: values['vpc'] })
        }
      }}
      onClose={props.onClose}
    />
  )
}

/** VPCs without an internet gateway: each has at most one. */
function useFreeVpcs() {
  const { list } = useFeed('internet-gateways')
  const taken = new Set(list.flatMap((one) => vpcOf(one) ?? []))
  return useVpcOptions().filter(({ value }) => !taken.has(value))
}

function AttachGateway(props: { readonly item: Gateway; readonly onClose: () => void }) {
  const t = useT()
  const free = useFreeVpcs()
  const InternetGatewayId = idOf(props.item)
  return (
    <FieldsDialog
      title={t('gateways.attachTitle', { id: InternetGatewayId })}
      submitText={t('gateways.attach')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'vpc',
          label: t('groups.vpc'),
          kind: 'choice',
          initial: free[0]?.value ?? '',
          options: free,
          none: t('gateways.noFreeVpc'),
        },
      ]}
      note={t('gateways.routeNote')}
      run={(call, values) =>
        call('ec2', 'AttachInternetGateway', { InternetGatewayId, VpcId: values['vpc'] })
      }
      onClose={props.onClose}
    />
  )
}

function DetachGateway(props: { readonly item: Gateway; readonly onClose: () => void }) {
  const t = useT()
  const InternetGatewayId = idOf(props.item)
  const VpcId = vpcOf(props.item)
  return (
    <FieldsDialog
      title={t('gateways.detachTitle', { id: InternetGatewayId, vpc: VpcId ?? '' })}
      submitText={t('gateways.detach')}
      savedText={t('common.saved')}
      fields={[]}
      warning={t('gateways.detachText')}
      run={(call) => call('ec2', 'DetachInternetGateway', { InternetGatewayId, VpcId })}
      onClose={props.onClose}
    />
  )
}
