import type { FeedItem } from '@brume/console-api'
import Button from '@cloudscape-design/components/button'
import { useNavigate } from 'react-router'
import { useFeed, useOperation, useScopedPath } from '../../api/index.ts'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useLocale, useT, type Locale } from '../../i18n/index.ts'
import { parseBlock } from '../../lib/cidr.ts'
import { nameOf } from '../../lib/tags.ts'
import { valueColumn } from '../../resources/columns.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { nameColumn } from '../../resources/name-column.ts'
import { NetworkPicture } from '../../resources/network-map/NetworkPicture.tsx'
import { useNetworkMap } from '../../resources/network-map/use-network-map.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { ResourceState } from '../../resources/ResourceState.tsx'
import { ipv6BlocksOf } from '../../resources/ipv6-blocks.ts'
import { AddIpv6Cidr, RemoveCidr, removableBlocks } from './EditCidrs.tsx'
import { EditDhcp } from './EditDhcp.tsx'

type Vpc = FeedItem<'vpcs'>

const idOf = (vpc: Vpc) => vpc.VpcId ?? ''

const actions: readonly ResourceAction<Vpc>[] = [
  { id: 'dns', text: 'vpcs.editDns', dialog: EditDns },
  { id: 'dhcp', text: 'vpcs.editDhcp', dialog: EditDhcp },
  { id: 'cidr', text: 'vpcs.addCidr', dialog: AddCidr },
  { id: 'ipv6-cidr', text: 'vpcs.addIpv6Cidr', dialog: AddIpv6Cidr },
  {
    id: 'remove-cidr',
    text: 'vpcs.removeCidr',
    refuse: (vpc, { t }) =>
      removableBlocks(vpc).length > 0 ? undefined : t('vpcs.removeCidrOnlyPrimary'),
    dialog: RemoveCidr,
  },
]

export default function VpcsPage() {
  return (
    <ResourcePage
      feed="vpcs"
      removal="vpc"
      texts="vpcs"
      idOf={idOf}
      tagsOf={(vpc) => vpc.Tags}
      columns={createColumns}
      create={CreateVpc}
      moreButtons={<MoreButton />}
      actions={actions}
      remove={(call, VpcId) => call('ec2', 'DeleteVpc', { VpcId })}
      tabs={(vpc, { t }) => [
        { id: 'details', label: t('tab.details'), content: <Details vpc={vpc} /> },
        {
          id: 'map',
          label: t('map.title'),
          content: <ResourceMap vpc={vpc} />,
        },
        { id: 'resources', label: t('vpcs.contents'), content: <Contents vpc={vpc} /> },
      ]}
    />
  )
}

function MoreButton() {
  const t = useT()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  return <Button onClick={() => void navigate(toPath('/vpcs/create'))}>{t('more.title')}</Button>
}

function ResourceMap({ vpc }: { readonly vpc: Vpc }) {
  const t = useT()
  return <NetworkPicture map={useNetworkMap(idOf(vpc))} label={t('map.title')} />
}

function createColumns({ t }: Locale): readonly ResourceColumn<Vpc>[] {
  const yesNo = (value: boolean | undefined) => t(value ? 'common.yes' : 'common.no')
  return [
    nameColumn(t('instances.name')),
    valueColumn('id', t('groups.vpc'), idOf, { fixed: true, width: 220 }),
    valueColumn('state', t('network.state'), ({ State }) => State, {
      filter: 'choice',
      width: 130,
      cell: ({ State }) => (
        <ResourceState type={State === 'available' ? 'success' : 'pending'} state={State} />
      ),
    }),
    valueColumn('cidr', t('network.ipv4Cidr'), ({ CidrBlock }) => CidrBlock, { width: 160 }),
    valueColumn('ipv6', t('network.ipv6Cidr'), (vpc) => ipv6BlocksOf(vpc).join(', '), {
      width: 210,
    }),
    valueColumn('default', t('vpcs.isDefault'), ({ IsDefault }) => yesNo(IsDefault), {
      filter: 'choice',
      width: 130,
    }),
    valueColumn('tenancy', t('vpcs.tenancy'), ({ InstanceTenancy }) => InstanceTenancy, {
      filter: 'choice',
      width: 120,
    }),
    valueColumn('dhcp', t('vpcs.dhcp'), ({ DhcpOptionsId }) => DhcpOptionsId, {
      width: 220,
      cell: ({ DhcpOptionsId }) => <ResourceLink page="dhcp-options" id={DhcpOptionsId} />,
    }),
    valueColumn('owner', t('instances.owner'), ({ OwnerId }) => OwnerId, { hidden: true }),
  ]
}

function Details({ vpc }: { readonly vpc: Vpc }) {
  const t = useT()
  const hostnames = useVpcAttribute(vpc, 'enableDnsHostnames')
  const support = useVpcAttribute(vpc, 'enableDnsSupport')
  const shown = (value: boolean | undefined) =>
    value === undefined ? '…' : t(value ? 'common.enabled' : 'common.disabled')
  const blocks = (vpc.CidrBlockAssociationSet ?? []).flatMap(({ CidrBlock }) => CidrBlock ?? [])
  return (
    <KeyValue
      columns={4}
      items={[
        [t('groups.vpc'), <CopyText key="id" text={vpc.VpcId} />],
        [t('network.ipv4Cidrs'), blocks.join(', ') || vpc.CidrBlock],
        [t('network.ipv6Cidr'), ipv6BlocksOf(vpc).join(', ')],
        [t('vpcs.isDefault'), t(vpc.IsDefault ? 'common.yes' : 'common.no')],
        [t('vpcs.dnsSupport'), shown(support)],
        [t('vpcs.dnsHostnames'), shown(hostnames)],
        [t('vpcs.dhcp'), <ResourceLink key="dhcp" page="dhcp-options" id={vpc.DhcpOptionsId} />],
        [t('instances.owner'), vpc.OwnerId],
      ]}
    />
  )
}

function useVpcAttribute(
  vpc: Vpc,
  Attribute: 'enableDnsHostnames' | 'enableDnsSupport',
): boolean | undefined {
  const { data } = useOperation('ec2', 'DescribeVpcAttribute', { VpcId: idOf(vpc), Attribute })
  return Attribute === 'enableDnsHostnames'
    ? data?.EnableDnsHostnames?.Value
    : data?.EnableDnsSupport?.Value
}

/** What stands in the way of deleting it, and where the traffic goes: everything that belongs to the VPC. */
function Contents({ vpc }: { readonly vpc: Vpc }) {
  const t = useT()
  const inVpc = (item: { VpcId?: string | undefined }) => item.VpcId === vpc.VpcId
  const subnets = useFeed('subnets').list.filter(inVpc)
  const tables = useFeed('route-tables').list.filter(inVpc)
  const acls = useFeed('network-acls').list.filter(inVpc)
  const groups = useFeed('security-groups').list.filter(inVpc)
  const nats = useFeed('nat-gateways').list.filter(inVpc)
  const instances = useFeed('instances').list.filter(
    (one) => inVpc(one) && one.State?.Name !== 'terminated',
  )
  const gateways = useFeed('internet-gateways').list.filter((one) => one.Attachments?.some(inVpc))
  const links = (page: string, ids: readonly (string | undefined)[]) =>
    ids.length === 0 ? undefined : (
      <>
        {ids.map((id) => (
          <div key={id}>
            <ResourceLink page={page} id={id} />
          </div>
        ))}
      </>
    )
  return (
    <KeyValue
      columns={4}
      items={[
        [
          t('subnets.title'),
          links(
            'subnets',
            subnets.map((one) => one.SubnetId),
          ),
        ],
        [
          t('routeTables.title'),
          links(
            'route-tables',
            tables.map((one) => one.RouteTableId),
          ),
        ],
        [
          t('gateways.title'),
          links(
            'internet-gateways',
            gateways.map((one) => one.InternetGatewayId),
          ),
        ],
        [
          t('nats.title'),
          links(
            'nat-gateways',
            nats.map((one) => one.NatGatewayId),
          ),
        ],
        [
          t('acls.title'),
          links(
            'network-acls',
            acls.map((one) => one.NetworkAclId),
          ),
        ],
        [
          t('groups.title'),
          links(
            'security-groups',
            groups.map((one) => one.GroupId),
          ),
        ],
        [
          t('instances.title'),
          links(
            'instances',
            instances.map((one) => one.InstanceId),
          ),
        ],
      ]}
    />
  )
}

function CreateVpc(props: { readonly onClose: () => void }) {
  const t = useT()
  return (
    <FieldsDialog
      title={t('vpcs.create')}
      submitText={t('vpcs.create')}
      savedText={t('vpcs.created')}
      tagType="vpc"
      fields={[
        {
          id: 'cidr',
          label: t('network.ipv4Cidr'),
          initial: '10.0.0.0/16',
          description: t('vpcs.cidrText'),
          problem: (value) => {
            const block = parseBlock(value)
            return block && block.length >= 16 && block.length <= 28
              ? undefined
              : t('network.cidrProblem', { least: 16, most: 28 })
          },
        },
        {
          id: 'ipv6',
          label: t('vpcs.ipv6Block'),
          kind: 'choice',
          initial: 'none',
          options: [
            { value: 'none', label: t('vpcs.noIpv6') },
            { value: 'amazon', label: t('vpcs.amazonIpv6') },
          ],
        },
        {
          id: 'tenancy',
          label: t('vpcs.tenancy'),
          kind: 'choice',
          initial: 'default',
          options: [
            { value: 'default', label: t('vpcs.tenancyDefault') },
            { value: 'dedicated', label: t('vpcs.tenancyDedicated') },
          ],
        },
      ]}
      note={t('vpcs.createNote')}
      run={(call, values, tags) =>
        call('ec2', 'CreateVpc', {
          CidrBlock: values['cidr'],
          ...(values['ipv6'] === 'amazon' && { AmazonProvidedIpv6CidrBlock: true }),
          InstanceTenancy: values['tenancy'] === 'dedicated' ? 'dedicated' : 'default',
          ...tags,
        })
      }
      onClose={props.onClose}
    />
  )
}

function EditDns(props: { readonly item: Vpc; readonly onClose: () => void }) {
  const { t } = useLocale()
  const VpcId = idOf(props.item)
  const hostnames = useVpcAttribute(props.item, 'enableDnsHostnames')
  const support = useVpcAttribute(props.item, 'enableDnsSupport')
  if (hostnames === undefined || support === undefined) return null
  return (
    <FieldsDialog
      title={t('vpcs.editDnsTitle', { id: VpcId })}
      submitText={t('common.save')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'support',
          kind: 'check',
          label: t('vpcs.dnsSupport'),
          description: t('vpcs.dnsSupportText'),
          initial: support ? 'yes' : '',
        },
        {
          id: 'hostnames',
          kind: 'check',
          label: t('vpcs.dnsHostnames'),
          description: t('vpcs.dnsHostnamesText'),
          initial: hostnames ? 'yes' : '',
        },
      ]}
      run={async (call, values) => {
        // One attribute a call, and host names need the support.
        await call('ec2', 'ModifyVpcAttribute', {
          VpcId,
          EnableDnsSupport: { Value: values['support'] === 'yes' },
        })
        await call('ec2', 'ModifyVpcAttribute', {
          VpcId,
          EnableDnsHostnames: { Value: values['hostnames'] === 'yes' },
        })
      }}
      onClose={props.onClose}
    />
  )
}

function AddCidr(props: { readonly item: Vpc; readonly onClose: () => void }) {
  const t = useT()
  const VpcId = idOf(props.item)
  return (
    <FieldsDialog
      title={t('vpcs.addCidrTitle', {
        id: [VpcId, nameOf(props.item)].filter(Boolean).join(' · '),
      })}
      submitText={t('vpcs.addCidr')}
      savedText={t('common.saved')}
      fields={[
        {
          id: 'cidr',
          label: t('network.ipv4Cidr'),
          placeholder: '10.1.0.0/16',
          problem: (value) =>
            parseBlock(value) ? undefined : t('network.cidrProblem', { least: 16, most: 28 }),
        },
      ]}
      run={(call, values) =>
        call('ec2', 'AssociateVpcCidrBlock', { VpcId, CidrBlock: values['cidr'] })
      }
      onClose={props.onClose}
    />
  )
}
