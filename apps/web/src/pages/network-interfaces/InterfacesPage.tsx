import type { FeedItem } from '@brume/console-api'
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import { useFeed } from '../../api/index.ts'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useT, type Locale } from '../../i18n/index.ts'
import { nameOf, type Tag } from '../../lib/tags.ts'
import { valueColumn } from '../../resources/columns.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { ResourceState } from '../../resources/ResourceState.tsx'
import { useInstanceOptions, useSubnetOptions } from '../../resources/vpc-options.ts'

import { EditIpv6, ipv6AddressesOf } from './EditIpv6.tsx'
import { EditPrefixes, prefixesOf } from './EditPrefixes.tsx'

type Interface = FeedItem<'network-interfaces'>

const idOf = (one: Interface) => one.NetworkInterfaceId ?? ''
const tagsOf = (one: Interface): readonly Tag[] | undefined => one.TagSet
const nameTagOf = (one: Interface) => nameOf({ Tags: tagsOf(one) })
const isOurs = (one: Interface) => one.InterfaceType === 'interface' && !one.RequesterManaged
const stateTypes: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  available: 'info',
  'in-use': 'success',
  attaching: 'pending',
  detaching: 'pending',
}

const actions: readonly ResourceAction<Interface>[] = [
  {
    id: 'attach',
    text: 'interfaces.attach',
    refuse: (one, { t }) =>
      one.Status === 'available' ? undefined : t('interfaces.attachOnlyAvailable'),
    dialog: Attach,
  },
  {
    id: 'detach',
    text: 'interfaces.detach',
    refuse: (one, { t }) =>
      one.Attachment === undefined || !isOurs(one)
        ? t('interfaces.detachOnlyInUse')
        : one.Attachment.DeviceIndex === 0
          ? t('interfaces.primaryStays')
          : undefined,
    dialog: Detach,
  },
  { id: 'groups', text: 'interfaces.editGroups', refuse: refuseForeign, dialog: EditGroups },
  {
    id: 'ipv6',
    text: 'interfaces.editIpv6',
    refuse: refuseForeign,
    dialog: EditIpv6,
  },
  {
    id: 'prefixes',
    text: 'interfaces.editPrefixes',
    refuse: refuseForeign,
    dialog: EditPrefixes,
  },
  { id: 'check', text: 'interfaces.editCheck', refuse: refuseForeign, dialog: EditCheck },
]

function refuseForeign(one: Interface, { t }: Locale): string | undefined {
  return isOurs(one) ? undefined : t('interfaces.managed')
}

export default function InterfacesPage() {
  return (
    <ResourcePage
      feed="network-interfaces"
      removal="network-interface"
      texts="interfaces"
      idOf={idOf}
      tagsOf={tagsOf}
      columns={createColumns}
      create={CreateInterface}
      actions={actions}
      refuseDelete={(one, { t }) =>
        one.Status === 'available' ? undefined : t('interfaces.detachFirst')
      }
      remove={(call, NetworkInterfaceId) =>
        call('ec2', 'DeleteNetworkInterface', { NetworkInterfaceId })
      }
      tabs={(one, { t }) => [
        { id: 'details', label: t('tab.details'), content: <Details one={one} /> },
      ]}
    />
  )
}

function createColumns({ t }: Locale): readonly ResourceColumn<Interface>[] {
  return [
    valueColumn('name', t('instances.name'), nameTagOf, { width: 160 }),
    valueColumn('id', t('interfaces.id'), idOf, { fixed: true, width: 230 }),
    valueColumn('subnet', t('subnets.one'), ({ SubnetId }) => SubnetId, {
      width: 230,
      cell: ({ SubnetId }) => <ResourceLink page="subnets" id={SubnetId} />,
    }),
    valueColumn('vpc', t('groups.vpc'), ({ VpcId }) => VpcId, {
      filter: 'choice',
      width: 220,
      cell: ({ VpcId }) => <ResourceLink page="vpcs" id={VpcId} />,
    }),
    valueColumn('zone', t('instances.zone'), ({ AvailabilityZone }) => AvailabilityZone, {
      filter: 'choice',
      width: 160,
    }),
    valueColumn('groups', t('groups.title'), (one) => groupsOf(one).join(', '), { width: 180 }),
    valueColumn('type', t('interfaces.type'), ({ InterfaceType }) => InterfaceType, {
      filter: 'choice',
      width: 120,
    }),
    valueColumn('status', t('network.state'), ({ Status }) => Status, {
      filter: 'choice',
      width: 130,
      cell: (one) => <State one={one} />,
    }),
    valueColumn('private', t('interfaces.privateIp'), ({ PrivateIpAddress }) => PrivateIpAddress, {
      width: 150,
    }),
    valueColumn('public', t('interfaces.publicIp'), ({ Association }) => Association?.PublicIp, {
      width: 150,
    }),
    valueColumn('ipv6', t('interfaces.ipv6Addresses'), (one) => ipv6AddressesOf(one).join(', '), {
      width: 260,
    }),
    valueColumn('prefixes', t('interfaces.prefixes'), (one) => prefixesOf(one).join(', '), {
      hidden: true,
    }),
    valueColumn('instance', t('eips.instance'), ({ Attachment }) => Attachment?.InstanceId, {
      width: 210,
      cell: ({ Attachment }) => <ResourceLink page="instances" id={Attachment?.InstanceId} />,
    }),
    valueColumn('description', t('groups.descriptionColumn'), ({ Description }) => Description, {
      width: 260,
    }),
    valueColumn('mac', t('interfaces.mac'), ({ MacAddress }) => MacAddress, { hidden: true }),
  ]
}

const groupsOf = (one: Interface) => (one.Groups ?? []).flatMap(({ GroupName }) => GroupName ?? [])

function State({ one }: { readonly one: Interface }) {
  return <ResourceState type={stateTypes[one.Status ?? ''] ?? 'info'} state={one.Status} />
}

function Details({ one }: { readonly one: Interface }) {
  const t = useT()
  const addresses = (one.PrivateIpAddresses ?? []).map(
    ({ PrivateIpAddress, Association }) =>
      `${PrivateIpAddress ?? ''}${Association?.PublicIp ? ` → ${Association.PublicIp}` : ''}`,
  )
  return (
    <KeyValue
      columns={4}
      items={[
        [t('interfaces.id'), <CopyText key="id" text={one.NetworkInterfaceId} />],
        [t('network.state'), <State key="state" one={one} />],
        [t('subnets.one'), <ResourceLink key="subnet" page="subnets" id={one.SubnetId} />],
        [t('groups.vpc'), <ResourceLink key="vpc" page="vpcs" id={one.VpcId} />],
        [
          t('interfaces.addresses'),
          <>
            {addresses.map((line) => (
              <div key={line}>{line}</div>
            ))}
          </>,
        ],
        [
          t('interfaces.ipv6Addresses'),
          <>
            {ipv6AddressesOf(one).map((address) => (
              <div key={address}>{address}</div>
            ))}
          </>,
        ],
        [t('interfaces.prefixes'), prefixesOf(one).join(', ')],
        [
          t('groups.title'),
          <>
            {(one.Groups ?? []).map(({ GroupId, GroupName }) => (
              <div key={GroupId}>
                <ResourceLink page="security-groups" id={GroupId} text={GroupName ?? ''} />
              </div>
            ))}
          </>,
        ],
        [t('interfaces.mac'), one.MacAddress],
        [t('interfaces.check'), t(one.SourceDestCheck ? 'common.enabled' : 'common.disabled')],
        [
          t('eips.instance'),
          <ResourceLink key="instance" page="instances" id={one.Attachment?.InstanceId} />,
        ],
        [t('interfaces.index'), one.Attachment?.DeviceIndex],
        [
          t('interfaces.deleteOnTermination'),
          one.Attachment && t(one.Attachment.DeleteOnTermination ? 'common.yes' : 'common.no'),
        ],
        [t('groups.descriptionColumn'), one.Description],
      ]}
    />
  )
}

function CreateInterface(props: { readonly onClose: () => void }) {
  const t = useT()
  const subnets = useSubnetOptions()
  const feed = useFeed('subnets')
  const groups = useFeed('security-groups').list
  return (
    <FieldsDialog
      title={t('interfaces.create')}
      submitText={t('interfaces.create')}
      savedText={t('interfaces.created')}
      tagType="network-interface"
      fields={[
        { id: 'description', label: t('groups.descriptionColumn'), optional: true },
        { id: 'subnet', label: t('subnets.one'), kind: 'choice', options: subnets },
        {
          id: 'address',
          label: t('interfaces.privateIp'),
          optional: true,
          placeholder: t('interfaces.anyAddress'),
          problem: (value) =>
            /^\d{1,3}(\.\d{1,3}){3}$/.test(value.trim())
              ? undefined
              : t('interfaces.addressProblem'),
        },
        {
          id: 'groups',
          label: t('groups.title'),
          kind: 'choices',
          optional: true,
          description: t('interfaces.groupsText'),
          options: groups.map((group) => ({
            value: group.GroupId ?? '',
            label: `${group.GroupName ?? ''} · ${group.GroupId ?? ''}`,
            description: group.VpcId ?? '',
          })),
          problem: (value, values) => {
            const vpc = feed.items.get(values['subnet'] ?? '')?.VpcId
            const wrong = groups.find(
              ({ GroupId, VpcId }) => value.split(',').includes(GroupId ?? '') && VpcId !== vpc,
            )
            return wrong && vpc
              ? t('interfaces.groupElsewhere', { id: wrong.GroupId ?? '' })
              : undefined
          },
        },
      ]}
      run={(call, values, tags) => {
        const Groups = (values['groups'] ?? '').split(',').filter(Boolean)
        return call('ec2', 'CreateNetworkInterface', {
          SubnetId: values['subnet'],
          ...(values['description'] !== '' && { Description: values['description'] }),
          ...(values['address'] !== '' && { PrivateIpAddress: values['address'] }),
          ...(Groups.length > 0 && { Groups }),
          ...tags,
        })
      }}
      onClose={props.onClose}
    />
  )
}

function Attach(props: { readonly item: Interface; readonly onClose: () => void }) {
  const t = useT()
  const { item } = props
  const instances = useInstanceOptions(
    ({ Placement, State }) =>
      Placement?.AvailabilityZone === item.AvailabilityZone &&
      (State?.Name === 'running' || State?.Name === 'stopped'),
  )
  const feed = useFeed('instances')
  return (
    <FieldsDialog
      title={t('interfaces.attachTitle', { id: idOf(item) })}
      submitText={t('interfaces.attach')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'instance',
          label: t('eips.instance'),
          kind: 'choice',
          options: instances,
          none: t('volumes.noInstance'),
          description: t('volumes.sameZone', { zone: item.AvailabilityZone ?? '' }),
        },
      ]}
      note={t('interfaces.attachNote')}
      run={(call, values) => {
        const taken = (feed.items.get(values['instance'] ?? '')?.NetworkInterfaces ?? []).map(
          ({ Attachment }) => Attachment?.DeviceIndex ?? 0,
        )
        return call('ec2', 'AttachNetworkInterface', {
          NetworkInterfaceId: idOf(item),
          InstanceId: values['instance'],
          DeviceIndex: Math.max(0, ...taken) + 1,
        })
      }}
      onClose={props.onClose}
    />
  )
}

function Detach(props: { readonly item: Interface; readonly onClose: () => void }) {
  const t = useT()
  const { item } = props
  return (
    <FieldsDialog
      title={t('interfaces.detachTitle', {
        id: idOf(item),
        instance: item.Attachment?.InstanceId ?? '',
      })}
      submitText={t('interfaces.detach')}
      savedText={t('common.saved')}
      fields={[{ id: 'force', kind: 'check', label: t('interfaces.force') }]}
      run={(call, values) =>
        call('ec2', 'DetachNetworkInterface', {
          AttachmentId: item.Attachment?.AttachmentId,
          ...(values['force'] === 'yes' && { Force: true }),
        })
      }
      onClose={props.onClose}
    />
  )
}

function EditGroups(props: { readonly item: Interface; readonly onClose: () => void }) {
  const t = useT()
  const { item } = props
  const groups = useFeed('security-groups').list.filter(({ VpcId }) => VpcId === item.VpcId)
  return (
    <FieldsDialog
      title={t('interfaces.editGroupsTitle', { id: idOf(item) })}
      submitText={t('common.save')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'groups',
          label: t('groups.title'),
          kind: 'choices',
          initial: (item.Groups ?? []).flatMap(({ GroupId }) => GroupId ?? []).join(','),
          options: groups.map((group) => ({
            value: group.GroupId ?? '',
            label: `${group.GroupName ?? ''} · ${group.GroupId ?? ''}`,
            description: group.Description ?? '',
          })),
        },
      ]}
      run={(call, values) =>
        call('ec2', 'ModifyNetworkInterfaceAttribute', {
          NetworkInterfaceId: idOf(item),
          Groups: (values['groups'] ?? '').split(',').filter(Boolean),
        })
      }
      onClose={props.onClose}
    />
  )
}

function EditCheck(props: { readonly item: Interface; readonly onClose: () => void }) {
  const t = useT()
  const { item } = props
  return (
    <FieldsDialog
      title={t('interfaces.editCheckTitle', { id: idOf(item) })}
      submitText={t('common.save')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'check',
          kind: 'check',
          label: t('interfaces.check'),
          description: t('interfaces.checkText'),
          initial: item.SourceDestCheck ? 'yes' : '',
        },
      ]}
      run={(call, values) =>
        call('ec2', 'ModifyNetworkInterfaceAttribute', {
          NetworkInterfaceId: idOf(item),
          SourceDestCheck: { Value: values['check'] === 'yes' },
        })
      }
      onClose={props.onClose}
    />
  )
}
