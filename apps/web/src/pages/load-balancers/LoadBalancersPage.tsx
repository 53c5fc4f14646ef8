import Spinner from '@cloudscape-design/components/spinner'
import { lazy, Suspense } from 'react'
import { useConnection } from '../../api/index.ts'
import { CopyText, type ResourceColumn } from '../../components/index.ts'
import type { Locale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { valueColumn } from '../../resources/columns.ts'
import { BalancerAttributes } from '../../resources/load-balancing/Attributes.tsx'
import type { Balancer } from '../../resources/load-balancing/model.ts'
import { writeBalancingTags } from '../../resources/load-balancing/write-tags.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { ResourceState } from '../../resources/ResourceState.tsx'
import { AccessLogTab } from './AccessLogTab.tsx'
import { Details } from './Details.tsx'
import { EditGroups, EditIpType, EditSubnets } from './dialogs.tsx'
import { GroupsOfBalancer } from './GroupsOfBalancer.tsx'
import { CreateListener } from './ListenerDialog.tsx'
import { ListenersTab } from './ListenersTab.tsx'
import { NetworkMapping } from './NetworkMapping.tsx'
import { OpenPage } from './OpenPage.tsx'
import { SecurityTab } from './SecurityTab.tsx'
import { balancerStateType } from './state.ts'

const BalancingCharts = lazy(() => import('../../resources/load-balancing/BalancingCharts.tsx'))
const ResourceMap = lazy(() => import('./ResourceMap.tsx'))

const idOf = (balancer: Balancer) => balancer.LoadBalancerArn ?? ''
const titleOf = (balancer: Balancer) => balancer.LoadBalancerName ?? ''

const refuseNetwork = ({ Type, SecurityGroups = [] }: Balancer, { t }: Locale) =>
  Type === 'network' && SecurityGroups.length === 0 ? t('loadBalancers.noGroupsEver') : undefined

const actions: readonly ResourceAction<Balancer>[] = [
  { id: 'listener', text: 'loadBalancers.addListener', dialog: CreateListener },
  { id: 'subnets', text: 'loadBalancers.editSubnets', dialog: EditSubnets },
  {
    id: 'groups',
    text: 'loadBalancers.editGroups',
    refuse: refuseNetwork,
    dialog: EditGroups,
  },
  { id: 'ip', text: 'loadBalancers.editIpType', dialog: EditIpType },
]
/** The embedded cloud's own. */
const withTraffic: readonly ResourceAction<Balancer>[] = [
  ...actions,
  {
    id: 'traffic',
    text: 'traffic.title',
    page: ({ DNSName = '' }) => `/traffic?host=${encodeURIComponent(DNSName)}`,
  },
]

export default function LoadBalancersPage() {
  const { kind } = useConnection()
  return (
    <ResourcePage
      feed="load-balancers"
      texts="loadBalancers"
      idOf={idOf}
      titleOf={titleOf}
      calledByTitle
      tagsOf={(balancer) => balancer.Tags}
      writeTags={writeBalancingTags}
      columns={createColumns}
      defaultSort="name"
      create="/load-balancers/create"
      actions={kind === 'embedded' ? withTraffic : actions}
      remove={(call, LoadBalancerArn) =>
        call('elastic-load-balancing-v2', 'DeleteLoadBalancer', { LoadBalancerArn })
      }
      dependants={GroupsOfBalancer}
      tabs={(balancer, { t }, open) => [
        { id: 'details', label: t('tab.details'), content: <Details balancer={balancer} /> },
        {
          id: 'listeners',
          label: t('loadBalancers.listeners'),
          content: (
            <ListenersTab key={idOf(balancer)} balancer={balancer} onAdd={() => open('listener')} />
          ),
        },
        {
          id: 'network',
          label: t('loadBalancers.mapping'),
          content: <NetworkMapping balancer={balancer} onEdit={() => open('subnets')} />,
        },
        {
          id: 'map',
          label: t('loadBalancers.map'),
          content: (
            <Suspense fallback={<Spinner />}>
              <ResourceMap key={idOf(balancer)} balancer={balancer} />
            </Suspense>
          ),
        },
        {
          id: 'security',
          label: t('loadBalancers.security'),
          content: <SecurityTab balancer={balancer} onEdit={() => open('groups')} />,
        },
        {
          id: 'monitoring',
          label: t('tab.monitoring'),
          content: (
            <Suspense fallback={<Spinner />}>
              <BalancingCharts key={idOf(balancer)} balancerArn={idOf(balancer)} />
            </Suspense>
          ),
        },
        {
          id: 'attributes',
          label: t('balancing.attributes'),
          content: <BalancerAttributes key={idOf(balancer)} arn={idOf(balancer)} />,
        },
        ...(balancer.Type === 'network'
          ? []
          : [
              {
                id: 'log',
                label: t('loadBalancers.accessLog'),
                content: <AccessLogTab key={idOf(balancer)} balancerArn={idOf(balancer)} />,
              },
            ]),
      ]}
    />
  )
}

function createColumns({ t, name }: Locale): readonly ResourceColumn<Balancer>[] {
  return [
    valueColumn('name', t('balancing.name'), titleOf, { fixed: true, width: 180 }),
    valueColumn('state', t('network.state'), ({ State }) => State?.Code, {
      filter: 'choice',
      width: 150,
      cell: ({ State }) => (
        <ResourceState type={balancerStateType(State?.Code)} state={State?.Code} />
      ),
    }),
    valueColumn('dns', t('loadBalancers.dns'), ({ DNSName }) => DNSName, {
      width: 500,
      cell: (balancer) => (
        <>
          <OpenPage balancer={balancer} /> <CopyText text={balancer.DNSName} />
        </>
      ),
    }),
    valueColumn('vpc', t('groups.vpc'), ({ VpcId }) => VpcId, {
      filter: 'choice',
      width: 220,
      cell: ({ VpcId }) => <ResourceLink page="vpcs" id={VpcId} />,
    }),
    {
      id: 'zones',
      header: t('loadBalancers.zones'),
      width: 190,
      filter: 'choice',
      value: (balancer) => zonesOf(balancer).join(', '),
      values: zonesOf,
      cell: (balancer) => t('loadBalancers.zoneCount', { count: zonesOf(balancer).length }),
    },
    valueColumn('type', t('loadBalancers.type'), ({ Type }) => Type, {
      filter: 'choice',
      width: 140,
      cell: ({ Type }) =>
        t(Type === 'network' ? 'loadBalancers.network' : 'loadBalancers.application'),
    }),
    valueColumn('scheme', t('loadBalancers.scheme'), ({ Scheme }) => Scheme, {
      filter: 'choice',
      width: 150,
      cell: ({ Scheme }) =>
        t(Scheme === 'internal' ? 'loadBalancers.internal' : 'loadBalancers.internetFacing'),
    }),
    valueColumn('created', t('volumes.created'), ({ CreatedTime }) => CreatedTime, {
      filter: 'date',
      width: 210,
      cell: ({ CreatedTime }) => formatTime(CreatedTime, name) || '-',
    }),
    valueColumn('arn', 'ARN', idOf, { width: 320, hidden: true }),
  ]
}

function zonesOf({ AvailabilityZones }: Balancer): readonly string[] {
  return (AvailabilityZones ?? []).flatMap(({ ZoneName }) => ZoneName ?? []).sort()
}
