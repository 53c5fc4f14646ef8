import type { FeedItem } from '@brume/console-api'
import { useFeed } from '../../api/index.ts'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useT, type Locale } from '../../i18n/index.ts'
import { nameOf } from '../../lib/tags.ts'
import { valueColumn } from '../../resources/columns.ts'
import { Dependants } from '../../resources/Dependants.tsx'
import { nameColumn } from '../../resources/name-column.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourcePage } from '../../resources/ResourcePage.tsx'
import { CreateOptions } from './CreateOptions.tsx'

type Options = FeedItem<'dhcp-options'>

const idOf = (options: Options) => options.DhcpOptionsId ?? ''
const valuesOf = (options: Options, key: string) =>
  options.DhcpConfigurations?.find(({ Key }) => Key === key)
    ?.Values?.flatMap(({ Value }) => Value ?? [])
    .join(', ')

export default function DhcpOptionsPage() {
  return (
    <ResourcePage
      feed="dhcp-options"
      texts="dhcp"
      idOf={idOf}
      tagsOf={(options) => options.Tags}
      columns={createColumns}
      create={CreateOptions}
      remove={(call, DhcpOptionsId) => call('ec2', 'DeleteDhcpOptions', { DhcpOptionsId })}
      dependants={UsingVpcs}
      tabs={(options, { t }) => [
        { id: 'details', label: t('tab.details'), content: <Details options={options} /> },
      ]}
    />
  )
}

function createColumns({ t }: Locale): readonly ResourceColumn<Options>[] {
  return [
    nameColumn(t('instances.name')),
    valueColumn('id', t('dhcp.id'), idOf, { fixed: true, width: 230 }),
    valueColumn('domain', t('dhcp.domainName'), (one) => valuesOf(one, 'domain-name'), {
      width: 250,
    }),
    valueColumn('servers', t('dhcp.servers'), (one) => valuesOf(one, 'domain-name-servers'), {
      width: 220,
    }),
    valueColumn('ntp', t('dhcp.ntp'), (one) => valuesOf(one, 'ntp-servers'), { width: 180 }),
    valueColumn('netbios', t('dhcp.netbios'), (one) => valuesOf(one, 'netbios-name-servers'), {
      hidden: true,
    }),
    valueColumn('node', t('dhcp.nodeType'), (one) => valuesOf(one, 'netbios-node-type'), {
      hidden: true,
    }),
    valueColumn('owner', t('instances.owner'), ({ OwnerId }) => OwnerId, { width: 150 }),
  ]
}

function useUsers(ids: readonly string[]) {
  return useFeed('vpcs').list.filter(({ DhcpOptionsId = '' }) => ids.includes(DhcpOptionsId))
}

function UsingVpcs({ items }: { readonly items: readonly Options[] }) {
  const t = useT()
  return (
    <Dependants
      text={t('dhcp.inUse')}
      items={useUsers(items.map(idOf)).map((vpc) => ({
        page: 'vpcs',
        id: vpc.VpcId ?? '',
        text: [vpc.VpcId, nameOf(vpc)].filter(Boolean).join(' · '),
      }))}
    />
  )
}

function Details({ options }: { readonly options: Options }) {
  const t = useT()
  const users = useUsers([idOf(options)])
  return (
    <KeyValue
      columns={4}
      items={[
        [t('dhcp.id'), <CopyText key="id" text={options.DhcpOptionsId} />],
        [t('dhcp.domainName'), valuesOf(options, 'domain-name')],
        [t('dhcp.servers'), valuesOf(options, 'domain-name-servers')],
        [t('dhcp.ntp'), valuesOf(options, 'ntp-servers')],
        [t('dhcp.netbios'), valuesOf(options, 'netbios-name-servers')],
        [t('dhcp.nodeType'), valuesOf(options, 'netbios-node-type')],
        [t('dhcp.lease'), valuesOf(options, 'ipv6-address-preferred-lease-time')],
        [
          t('dhcp.usedBy'),
          users.length === 0
            ? undefined
            : users.map(({ VpcId }) => (
                <div key={VpcId}>
                  <ResourceLink page="vpcs" id={VpcId} />
                </div>
              )),
        ],
        [t('instances.owner'), options.OwnerId],
      ]}
    />
  )
}
