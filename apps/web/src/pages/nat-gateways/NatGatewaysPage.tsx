import type { FeedItem } from '@brume/console-api'
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import { useFeed } from '../../api/index.ts'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useLocale, useT, type Locale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { valueColumn } from '../../resources/columns.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { nameColumn } from '../../resources/name-column.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourcePage } from '../../resources/ResourcePage.tsx'
import { ResourceState } from '../../resources/ResourceState.tsx'
import { useSubnetOptions } from '../../resources/vpc-options.ts'

type NatGateway = FeedItem<'nat-gateways'>

const idOf = (gateway: NatGateway) => gateway.NatGatewayId ?? ''
const publicIpOf = (gateway: NatGateway) => gateway.NatGatewayAddresses?.[0]?.PublicIp
const stateTypes: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  available: 'success',
  pending: 'pending',
  deleting: 'pending',
  deleted: 'stopped',
  failed: 'error',
}

export default function NatGatewaysPage() {
  return (
    <ResourcePage
      feed="nat-gateways"
      texts="nats"
      idOf={idOf}
      tagsOf={(gateway) => gateway.Tags}
      columns={createColumns}
      create={CreateNat}
      refuseDelete={({ State }, { t }) =>
        State === 'deleted' || State === 'deleting' ? t('nats.deletedAlready') : undefined
      }
      remove={(call, NatGatewayId) => call('ec2', 'DeleteNatGateway', { NatGatewayId })}
      tabs={(gateway, { t }) => [
        { id: 'details', label: t('tab.details'), content: <Details gateway={gateway} /> },
      ]}
    />
  )
}

function createColumns({ t, name }: Locale): readonly ResourceColumn<NatGateway>[] {
  return [
    nameColumn(t('instances.name')),
    valueColumn('id', t('nats.id'), idOf, { fixed: true, width: 230 }),
    valueColumn(
      'connectivity',
      t('nats.connectivity'),
      ({ ConnectivityType }) => ConnectivityType,
      {
        filter: 'choice',
        width: 140,
        cell: ({ ConnectivityType }) =>
          t(ConnectivityType === 'private' ? 'nats.private' : 'nats.public'),
      },
    ),
    valueColumn('state', t('network.state'), ({ State }) => State, {
      filter: 'choice',
      width: 140,
      cell: (gateway) => <State gateway={gateway} />,
    }),
    valueColumn('public-ip', t('nats.publicIp'), publicIpOf, { width: 150 }),
    valueColumn(
      'private-ip',
      t('nats.privateIp'),
      ({ NatGatewayAddresses }) => NatGatewayAddresses?.[0]?.PrivateIp,
      { width: 150 },
    ),
    valueColumn('vpc', t('groups.vpc'), ({ VpcId }) => VpcId, {
      filter: 'choice',
      width: 220,
      cell: ({ VpcId }) => <ResourceLink page="vpcs" id={VpcId} />,
    }),
    valueColumn('subnet', t('subnets.one'), ({ SubnetId }) => SubnetId, {
      width: 230,
      cell: ({ SubnetId }) => <ResourceLink page="subnets" id={SubnetId} />,
    }),
    valueColumn('created', t('volumes.created'), ({ CreateTime }) => CreateTime, {
      filter: 'date',
      width: 210,
      cell: ({ CreateTime }) => formatTime(CreateTime, name) || '-',
    }),
  ]
}

function State({ gateway }: { readonly gateway: NatGateway }) {
  return <ResourceState type={stateTypes[gateway.State ?? ''] ?? 'info'} state={gateway.State} />
}

function Details({ gateway }: { readonly gateway: NatGateway }) {
  const { t, name } = useLocale()
  const [address] = gateway.NatGatewayAddresses ?? []
  return (
    <KeyValue
      columns={4}
      items={[
        [t('nats.id'), <CopyText key="id" text={gateway.NatGatewayId} />],
        [t('network.state'), <State key="state" gateway={gateway} />],
        [t('nats.failure'), gateway.FailureMessage],
        [t('nats.publicIp'), publicIpOf(gateway) && <CopyText text={publicIpOf(gateway)} />],
        [t('nats.privateIp'), address?.PrivateIp],
        [
          t('interfaces.one'),
          <ResourceLink key="eni" page="network-interfaces" id={address?.NetworkInterfaceId} />,
        ],
        [t('groups.vpc'), <ResourceLink key="vpc" page="vpcs" id={gateway.VpcId} />],
        [t('subnets.one'), <ResourceLink key="subnet" page="subnets" id={gateway.SubnetId} />],
        [t('volumes.created'), formatTime(gateway.CreateTime, name)],
      ]}
    />
  )
}

const newAddress = 'new'

function CreateNat(props: { readonly onClose: () => void }) {
  const t = useT()
  const subnets = useSubnetOptions()
  const free = useFeed('addresses').list.filter(({ AssociationId }) => AssociationId === undefined)
  return (
    <FieldsDialog
      title={t('nats.create')}
      submitText={t('nats.create')}
      savedText={t('nats.created')}
      tagType="natgateway"
      fields={[
        {
          id: 'subnet',
          label: t('subnets.one'),
          kind: 'choice',
          options: subnets,
          description: t('nats.subnetText'),
        },
        {
          id: 'kind',
          label: t('nats.connectivity'),
          kind: 'choice',
          initial: 'public',
          options: [
            { value: 'public', label: t('nats.public') },
            { value: 'private', label: t('nats.private') },
          ],
        },
        {
          id: 'address',
          label: t('eips.one'),
          kind: 'choice',
          initial: newAddress,
          when: (values) => values['kind'] === 'public',
          options: [
            { value: newAddress, label: t('nats.newAddress') },
            ...free.map(({ AllocationId = '', PublicIp = '' }) => ({
              value: AllocationId,
              label: PublicIp,
              description: AllocationId,
            })),
          ],
        },
      ]}
      run={async (call, values, tags) => {
        const base = { SubnetId: values['subnet'], ...tags }
        if (values['kind'] === 'private') {
          return call('ec2', 'CreateNatGateway', { ...base, ConnectivityType: 'private' })
        }
        const fresh = values['address'] === newAddress
        const AllocationId = fresh
          ? (await call('ec2', 'AllocateAddress', { Domain: 'vpc' })).AllocationId
          : values['address']
        try {
          return await call('ec2', 'CreateNatGateway', { ...base, AllocationId })
        } catch (refusal) {
          // A second try starts clean.
          if (fresh) await call('ec2', 'ReleaseAddress', { AllocationId })
          throw refusal
        }
      }}
      onClose={props.onClose}
    />
  )
}
