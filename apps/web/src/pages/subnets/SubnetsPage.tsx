import type { FeedItem } from '@brume/console-api'
import { useMemo } from 'react'
import { useFeed, useOperation } from '../../api/index.ts'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useT, type Locale } from '../../i18n/index.ts'
import { contains, nextFreeBlock, overlap, parseBlock } from '../../lib/cidr.ts'
import { valueColumn } from '../../resources/columns.ts'
import { FieldsDialog, type FieldValues } from '../../resources/FieldsDialog.tsx'
import { nameColumn } from '../../resources/name-column.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { ResourceState } from '../../resources/ResourceState.tsx'
import { RoutesTable, routesOf } from '../../resources/routes.tsx'
import { useVpcOptions } from '../../resources/vpc-options.ts'

import { ipv6BlocksOf } from '../../resources/ipv6-blocks.ts'
import { EditIpv6, suggestIpv6, useIpv6Problem } from './EditIpv6.tsx'

type Subnet = FeedItem<'subnets'>

const idOf = (subnet: Subnet) => subnet.SubnetId ?? ''

const actions: readonly ResourceAction<Subnet>[] = [
  { id: 'settings', text: 'subnets.editSettings', dialog: EditSettings },
  {
    id: 'ipv6',
    text: 'subnets.editIpv6',
    dialog: EditIpv6,
  },
  { id: 'route-table', text: 'subnets.editRouteTable', dialog: EditRouteTable },
  { id: 'acl', text: 'subnets.editAcl', dialog: EditAcl },
]

export default function SubnetsPage() {
  return (
    <ResourcePage
      feed="subnets"
      removal="subnet"
      texts="subnets"
      idOf={idOf}
      tagsOf={(subnet) => subnet.Tags}
      columns={createColumns}
      create={CreateSubnet}
      actions={actions}
      remove={(call, SubnetId) => call('ec2', 'DeleteSubnet', { SubnetId })}
      tabs={(subnet, { t }) => [
        { id: 'details', label: t('tab.details'), content: <Details subnet={subnet} /> },
        { id: 'routes', label: t('routes.title'), content: <SubnetRoutes subnet={subnet} /> },
      ]}
    />
  )
}

function createColumns({ t }: Locale): readonly ResourceColumn<Subnet>[] {
  const yesNo = (value: boolean | undefined) => t(value ? 'common.yes' : 'common.no')
  return [
    nameColumn(t('instances.name')),
    valueColumn('id', t('subnets.id'), idOf, { fixed: true, width: 230 }),
    valueColumn('state', t('network.state'), ({ State }) => State, {
      filter: 'choice',
      width: 130,
      cell: ({ State }) => (
        <ResourceState type={State === 'available' ? 'success' : 'pending'} state={State} />
      ),
    }),
    valueColumn('vpc', t('groups.vpc'), ({ VpcId }) => VpcId, {
      filter: 'choice',
      width: 220,
      cell: ({ VpcId }) => <ResourceLink page="vpcs" id={VpcId} />,
    }),
    valueColumn('cidr', t('network.ipv4Cidr'), ({ CidrBlock }) => CidrBlock, { width: 160 }),
    valueColumn('ipv6', t('network.ipv6Cidr'), (one) => ipv6BlocksOf(one).join(', '), {
      width: 220,
    }),
    valueColumn(
      'free',
      t('subnets.free'),
      ({ AvailableIpAddressCount }) => AvailableIpAddressCount,
      { filter: 'number', width: 160 },
    ),
    valueColumn('zone', t('instances.zone'), ({ AvailabilityZone }) => AvailabilityZone, {
      filter: 'choice',
      width: 160,
    }),
    valueColumn('public', t('subnets.autoAssign'), (one) => yesNo(one.MapPublicIpOnLaunch), {
      filter: 'choice',
      width: 190,
    }),
    valueColumn('default', t('subnets.isDefault'), ({ DefaultForAz }) => yesNo(DefaultForAz), {
      filter: 'choice',
      width: 150,
    }),
  ]
}

function Details({ subnet }: { readonly subnet: Subnet }) {
  const t = useT()
  const table = useRouteTable(subnet)
  const acl = useFeed('network-acls').list.find((one) =>
    one.Associations?.some(({ SubnetId }) => SubnetId === subnet.SubnetId),
  )
  const open = routesOf(table).some(({ GatewayId }) => GatewayId?.startsWith('igw-'))
  return (
    <KeyValue
      columns={4}
      items={[
        [t('subnets.id'), <CopyText key="id" text={subnet.SubnetId} />],
        [t('groups.vpc'), <ResourceLink key="vpc" page="vpcs" id={subnet.VpcId} />],
        [t('network.ipv4Cidr'), subnet.CidrBlock],
        [t('network.ipv6Cidr'), ipv6BlocksOf(subnet).join(', ')],
        [t('subnets.free'), subnet.AvailableIpAddressCount],
        [
          t('instances.zone'),
          `${subnet.AvailabilityZone ?? ''} (${subnet.AvailabilityZoneId ?? ''})`,
        ],
        [t('subnets.kind'), t(open ? 'subnets.public' : 'subnets.private')],
        [
          t('routeTables.one'),
          <ResourceLink key="table" page="route-tables" id={table?.RouteTableId} />,
        ],
        [t('acls.one'), <ResourceLink key="acl" page="network-acls" id={acl?.NetworkAclId} />],
        [t('subnets.autoAssign'), t(subnet.MapPublicIpOnLaunch ? 'common.yes' : 'common.no')],
        [
          t('subnets.autoAssignIpv6'),
          t(subnet.AssignIpv6AddressOnCreation ? 'common.yes' : 'common.no'),
        ],
        [t('subnets.native'), t(subnet.Ipv6Native ? 'common.yes' : 'common.no')],
        [t('subnets.dns64'), t(subnet.EnableDns64 ? 'common.enabled' : 'common.disabled')],
      ]}
    />
  )
}

/** The table whose routes hold for the subnet: its own, or the VPC's main one. */
function useRouteTable(subnet: Subnet): FeedItem<'route-tables'> | undefined {
  const tables = useFeed('route-tables').list.filter(({ VpcId }) => VpcId === subnet.VpcId)
  return (
    tables.find((one) => one.Associations?.some(({ SubnetId }) => SubnetId === subnet.SubnetId)) ??
    tables.find((one) => one.Associations?.some(({ Main }) => Main))
  )
}

function SubnetRoutes({ subnet }: { readonly subnet: Subnet }) {
  return <RoutesTable table={useRouteTable(subnet)} />
}

function CreateSubnet(props: { readonly onClose: () => void }) {
  const t = useT()
  const vpcs = useVpcOptions()
  const feed = useFeed('vpcs')
  const { list } = useFeed('subnets')
  const { data } = useOperation('ec2', 'DescribeAvailabilityZones', {}, { staleMs: 600_000 })
  const zones = (data?.AvailabilityZones ?? []).flatMap(({ ZoneName }) => ZoneName ?? []).sort()
  const ipv6Problem = useIpv6Problem()
  const first = vpcs[0]?.value
  const suggested = useMemo(
    () => suggestBlock(feed.items.get(first ?? ''), list),
    [feed.items, first, list],
  )
  const ipv6Of = (values: FieldValues) => suggestIpv6(feed.items.get(values['vpc'] ?? ''), list)
  return (
    <FieldsDialog
      title={t('subnets.create')}
      submitText={t('subnets.create')}
      savedText={t('subnets.created')}
      tagType="subnet"
      fields={[
        {
          id: 'vpc',
          label: t('groups.vpc'),
          kind: 'choice',
          initial: vpcs[0]?.value ?? '',
          options: vpcs,
        },
        {
          id: 'zone',
          label: t('instances.zone'),
          kind: 'choice',
          optional: true,
          placeholder: t('subnets.anyZone'),
          options: zones.map((value) => ({ value, label: value })),
        },
        {
          id: 'native',
          kind: 'check',
          label: t('subnets.native'),
          description: t('subnets.nativeText'),
          when: (values) => ipv6Of(values) !== undefined,
        },
        {
          id: 'cidr',
          label: t('network.ipv4Cidr'),
          initial: suggested ?? '',
          when: (values) => values['native'] !== 'yes',
          problem: (value, values) => {
            const vpc = feed.items.get(values['vpc'] ?? '')
            const block = parseBlock(value)
            if (!block || block.length < 16 || block.length > 28) {
              return t('network.cidrProblem', { least: 16, most: 28 })
            }
            const blocks = blocksOf(vpc)
            if (vpc && !blocks.some((outer) => contains(outer, value.trim()))) {
              return t('subnets.outside', { blocks: blocks.join(', ') })
            }
            const clash = list.find(
              (one) => one.VpcId === vpc?.VpcId && overlap(one.CidrBlock ?? '', value),
            )
            return clash && t('subnets.overlaps', { id: idOf(clash), block: clash.CidrBlock ?? '' })
          },
        },
        {
          id: 'ipv6',
          label: t('network.ipv6Cidr'),
          optional: true,
          placeholder: suggestIpv6(feed.items.get(first ?? ''), list) ?? '2001:db8:0:100::/64',
          // Only where the VPC has a block of its own.
          when: (values) => values['native'] !== 'yes' && ipv6Of(values) !== undefined,
          problem: (value, values) => ipv6Problem(feed.items.get(values['vpc'] ?? ''), value),
        },
        {
          id: 'block',
          label: t('network.ipv6Cidr'),
          initial: suggestIpv6(feed.items.get(first ?? ''), list) ?? '',
          when: (values) => values['native'] === 'yes',
          problem: (value, values) => ipv6Problem(feed.items.get(values['vpc'] ?? ''), value),
        },
      ]}
      run={(call, values, tags) =>
        call('ec2', 'CreateSubnet', {
          VpcId: values['vpc'],
          ...(values['native'] === 'yes'
            ? { Ipv6Native: true, Ipv6CidrBlock: values['block'] }
            : { CidrBlock: values['cidr'] }),
          ...(values['ipv6'] && { Ipv6CidrBlock: values['ipv6'] }),
          ...(values['zone'] !== '' && { AvailabilityZone: values['zone'] }),
          ...tags,
        })
      }
      onClose={props.onClose}
    />
  )
}

function blocksOf(vpc: FeedItem<'vpcs'> | undefined): readonly string[] {
  const set = (vpc?.CidrBlockAssociationSet ?? []).flatMap(({ CidrBlock }) => CidrBlock ?? [])
  return set.length > 0 ? set : vpc?.CidrBlock ? [vpc.CidrBlock] : []
}

function suggestBlock(
  vpc: FeedItem<'vpcs'> | undefined,
  subnets: readonly Subnet[],
): string | undefined {
  const taken = subnets
    .filter(({ VpcId }) => VpcId === vpc?.VpcId)
    .flatMap(({ CidrBlock }) => CidrBlock ?? [])
  return blocksOf(vpc)
    .map((block) => nextFreeBlock(block, taken, Math.max(parseBlock(block)?.length ?? 0, 24)))
    .find((block) => block !== undefined)
}

function EditSettings(props: { readonly item: Subnet; readonly onClose: () => void }) {
  const t = useT()
  const { item } = props
  return (
    <FieldsDialog
      title={t('subnets.editSettingsTitle', { id: idOf(item) })}
      submitText={t('common.save')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'public',
          kind: 'check',
          label: t('subnets.autoAssign'),
          description: t('subnets.autoAssignText'),
          initial: item.MapPublicIpOnLaunch ? 'yes' : '',
          when: () => !item.Ipv6Native,
        },
        {
          id: 'ipv6',
          kind: 'check',
          label: t('subnets.autoAssignIpv6'),
          description: t('subnets.autoAssignIpv6Text'),
          initial: item.AssignIpv6AddressOnCreation ? 'yes' : '',
          when: () => ipv6BlocksOf(item).length > 0 && !item.Ipv6Native,
        },
        {
          id: 'dns64',
          kind: 'check',
          label: t('subnets.dns64'),
          description: t('subnets.dns64Text'),
          initial: item.EnableDns64 ? 'yes' : '',
          when: () => ipv6BlocksOf(item).length > 0,
        },
      ]}
      run={async (call, values) => {
        // One attribute a call.
        const SubnetId = idOf(item)
        const isPublic = values['public'] === 'yes'
        if (!item.Ipv6Native && isPublic !== item.MapPublicIpOnLaunch) {
          await call('ec2', 'ModifySubnetAttribute', {
            SubnetId,
            MapPublicIpOnLaunch: { Value: isPublic },
          })
        }
        const hasIpv6 = values['ipv6'] === 'yes'
        if (!item.Ipv6Native && hasIpv6 !== item.AssignIpv6AddressOnCreation) {
          await call('ec2', 'ModifySubnetAttribute', {
            SubnetId,
            AssignIpv6AddressOnCreation: { Value: hasIpv6 },
          })
        }
        const dns64 = values['dns64'] === 'yes'
        if (dns64 !== (item.EnableDns64 ?? false)) {
          await call('ec2', 'ModifySubnetAttribute', { SubnetId, EnableDns64: { Value: dns64 } })
        }
      }}
      onClose={props.onClose}
    />
  )
}

function EditRouteTable(props: { readonly item: Subnet; readonly onClose: () => void }) {
  const t = useT()
  const { item } = props
  const tables = useFeed('route-tables').list.filter(({ VpcId }) => VpcId === item.VpcId)
  const main = tables.find((one) => one.Associations?.some(({ Main }) => Main))
  const own = tables
    .flatMap((one) => one.Associations ?? [])
    .find(({ SubnetId }) => SubnetId === item.SubnetId)
  return (
    <FieldsDialog
      title={t('subnets.editRouteTableTitle', { id: idOf(item) })}
      submitText={t('common.save')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'table',
          label: t('routeTables.one'),
          kind: 'choice',
          initial: own?.RouteTableId ?? main?.RouteTableId ?? '',
          options: tables.map((one) => ({
            value: one.RouteTableId ?? '',
            label: one.RouteTableId ?? '',
            description: routesOf(one)
              .map((route) => route.DestinationCidrBlock ?? '')
              .join(', '),
            ...(one === main && { tag: t('routeTables.main') }),
          })),
        },
      ]}
      run={(call, values) => {
        const RouteTableId = values['table']
        if (own) {
          const AssociationId = own.RouteTableAssociationId
          return RouteTableId === main?.RouteTableId
            ? call('ec2', 'DisassociateRouteTable', { AssociationId })
            : call('ec2', 'ReplaceRouteTableAssociation', { AssociationId, RouteTableId })
        }
        return call('ec2', 'AssociateRouteTable', { SubnetId: idOf(item), RouteTableId })
      }}
      onClose={props.onClose}
    />
  )
}

function EditAcl(props: { readonly item: Subnet; readonly onClose: () => void }) {
  const t = useT()
  const { item } = props
  const acls = useFeed('network-acls').list.filter(({ VpcId }) => VpcId === item.VpcId)
  const association = acls
    .flatMap((one) => one.Associations ?? [])
    .find(({ SubnetId }) => SubnetId === item.SubnetId)
  return (
    <FieldsDialog
      title={t('subnets.editAclTitle', { id: idOf(item) })}
      submitText={t('common.save')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'acl',
          label: t('acls.one'),
          kind: 'choice',
          initial: association?.NetworkAclId ?? '',
          options: acls.map((one) => ({
            value: one.NetworkAclId ?? '',
            label: one.NetworkAclId ?? '',
            ...(one.IsDefault && { tag: t('launch.network.default') }),
          })),
        },
      ]}
      run={(call, values) =>
        call('ec2', 'ReplaceNetworkAclAssociation', {
          AssociationId: association?.NetworkAclAssociationId,
          NetworkAclId: values['acl'],
        })
      }
      onClose={props.onClose}
    />
  )
}
