import type { FeedItem } from '@brume/console-api'
import { useFeed } from '../../api/index.ts'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useT, type Locale } from '../../i18n/index.ts'
import { nameOf } from '../../lib/tags.ts'
import { valueColumn } from '../../resources/columns.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { nameColumn } from '../../resources/name-column.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { useInstanceOptions } from '../../resources/vpc-options.ts'

type Address = FeedItem<'addresses'>

const idOf = (address: Address) => address.AllocationId ?? address.PublicIp ?? ''

const actions: readonly ResourceAction<Address>[] = [
  { id: 'associate', text: 'eips.associate', dialog: Associate },
  {
    id: 'disassociate',
    text: 'eips.disassociate',
    refuse: (address, { t }) => (address.AssociationId ? undefined : t('eips.notAssociated')),
    dialog: Disassociate,
  },
]

export default function ElasticIpsPage() {
  return (
    <ResourcePage
      feed="addresses"
      texts="eips"
      idOf={idOf}
      tagsOf={(address) => address.Tags}
      titleOf={(address) => [address.PublicIp, nameOf(address)].filter(Boolean).join(' · ')}
      columns={createColumns}
      create={Allocate}
      actions={actions}
      refuseDelete={(address, { t }) =>
        address.AssociationId ? t('eips.disassociateFirst') : undefined
      }
      remove={(call, AllocationId) => call('ec2', 'ReleaseAddress', { AllocationId })}
      tabs={(address, { t }) => [
        { id: 'details', label: t('tab.details'), content: <Details address={address} /> },
      ]}
    />
  )
}

function createColumns({ t }: Locale): readonly ResourceColumn<Address>[] {
  return [
    nameColumn(t('instances.name')),
    valueColumn('ip', t('eips.address'), ({ PublicIp }) => PublicIp, { fixed: true, width: 160 }),
    valueColumn('id', t('eips.id'), ({ AllocationId }) => AllocationId, { width: 240 }),
    valueColumn('instance', t('eips.instance'), ({ InstanceId }) => InstanceId, {
      width: 210,
      cell: ({ InstanceId }) => <ResourceLink page="instances" id={InstanceId} />,
    }),
    valueColumn('private', t('eips.privateIp'), ({ PrivateIpAddress }) => PrivateIpAddress, {
      width: 160,
    }),
    valueColumn('association', t('eips.association'), ({ AssociationId }) => AssociationId, {
      width: 240,
    }),
    valueColumn('eni', t('interfaces.one'), ({ NetworkInterfaceId }) => NetworkInterfaceId, {
      width: 230,
      cell: ({ NetworkInterfaceId }) => (
        <ResourceLink page="network-interfaces" id={NetworkInterfaceId} />
      ),
    }),
    valueColumn('border', t('eips.border'), ({ NetworkBorderGroup }) => NetworkBorderGroup, {
      hidden: true,
    }),
  ]
}

function Details({ address }: { readonly address: Address }) {
  const t = useT()
  return (
    <KeyValue
      columns={4}
      items={[
        [t('eips.address'), <CopyText key="ip" text={address.PublicIp} />],
        [t('eips.id'), <CopyText key="id" text={address.AllocationId} />],
        [
          t('eips.instance'),
          <ResourceLink key="instance" page="instances" id={address.InstanceId} />,
        ],
        [t('eips.privateIp'), address.PrivateIpAddress],
        [
          t('interfaces.one'),
          <ResourceLink key="eni" page="network-interfaces" id={address.NetworkInterfaceId} />,
        ],
        [t('eips.association'), address.AssociationId],
        [t('eips.border'), address.NetworkBorderGroup],
        [t('eips.pool'), address.PublicIpv4Pool],
      ]}
    />
  )
}

function Allocate(props: { readonly onClose: () => void }) {
  const t = useT()
  return (
    <FieldsDialog
      title={t('eips.create')}
      submitText={t('eips.allocateShort')}
      savedText={t('eips.allocated')}
      tagType="elastic-ip"
      fields={[]}
      note={t('eips.allocateText')}
      run={(call, _values, tags) => call('ec2', 'AllocateAddress', { Domain: 'vpc', ...tags })}
      onClose={props.onClose}
    />
  )
}

function Associate(props: { readonly item: Address; readonly onClose: () => void }) {
  const t = useT()
  const { item } = props
  const instances = useInstanceOptions(
    ({ State }) => State?.Name !== 'terminated' && State?.Name !== 'shutting-down',
  )
  const interfaces = useFeed('network-interfaces').list.filter(
    ({ InterfaceType }) => InterfaceType === 'interface',
  )
  return (
    <FieldsDialog
      title={t('eips.associateTitle', { ip: item.PublicIp ?? '' })}
      submitText={t('eips.associateShort')}
      savedText={t('eips.associated', { ip: item.PublicIp ?? '' })}
      fields={[
        {
          id: 'kind',
          label: t('eips.resourceType'),
          kind: 'choice',
          initial: 'instance',
          options: [
            { value: 'instance', label: t('eips.instance') },
            { value: 'interface', label: t('interfaces.one') },
          ],
        },
        {
          id: 'instance',
          label: t('eips.instance'),
          kind: 'choice',
          when: (values) => values['kind'] === 'instance',
          options: instances,
          none: t('eips.noInstance'),
        },
        {
          id: 'interface',
          label: t('interfaces.one'),
          kind: 'choice',
          when: (values) => values['kind'] === 'interface',
          options: interfaces.map((one) => ({
            value: one.NetworkInterfaceId ?? '',
            label: one.NetworkInterfaceId ?? '',
            description: [one.PrivateIpAddress, one.Attachment?.InstanceId]
              .filter(Boolean)
              .join(' · '),
          })),
        },
        {
          id: 'again',
          kind: 'check',
          label: t('eips.reassociate'),
          description: t('eips.reassociateText'),
        },
      ]}
      run={(call, values) =>
        call('ec2', 'AssociateAddress', {
          AllocationId: item.AllocationId,
          ...(values['kind'] === 'instance'
            ? { InstanceId: values['instance'] }
            : { NetworkInterfaceId: values['interface'] }),
          AllowReassociation: values['again'] === 'yes',
        })
      }
      onClose={props.onClose}
    />
  )
}

function Disassociate(props: { readonly item: Address; readonly onClose: () => void }) {
  const t = useT()
  const { item } = props
  return (
    <FieldsDialog
      title={t('eips.disassociateTitle', { ip: item.PublicIp ?? '' })}
      submitText={t('eips.disassociateShort')}
      savedText={t('eips.disassociated', { ip: item.PublicIp ?? '' })}
      fields={[]}
      warning={t('eips.disassociateText')}
      run={(call) => call('ec2', 'DisassociateAddress', { AssociationId: item.AssociationId })}
      onClose={props.onClose}
    />
  )
}
