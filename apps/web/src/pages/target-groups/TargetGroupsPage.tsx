import Spinner from '@cloudscape-design/components/spinner'
import { lazy, Suspense } from 'react'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useLocale, useT, type Locale } from '../../i18n/index.ts'
import { valueColumn } from '../../resources/columns.ts'
import { Dependants } from '../../resources/Dependants.tsx'
import { TargetGroupAttributes } from '../../resources/load-balancing/Attributes.tsx'
import { ipTypeText } from '../../resources/load-balancing/ip-type.ts'
import { nameInArn, type TargetGroup } from '../../resources/load-balancing/model.ts'
import { HealthSummary } from '../../resources/load-balancing/HealthSummary.tsx'
import { isWeb } from '../../resources/load-balancing/target-group-draft.ts'
import { writeBalancingTags } from '../../resources/load-balancing/write-tags.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { EditHealthChecks } from './EditHealthChecks.tsx'
import { HealthChecksTab } from './HealthChecksTab.tsx'
import { RegisterTargets } from './RegisterTargets.tsx'
import { TargetsTab } from './TargetsTab.tsx'

const BalancingCharts = lazy(() => import('../../resources/load-balancing/BalancingCharts.tsx'))

const idOf = (group: TargetGroup) => group.TargetGroupArn ?? ''
const titleOf = (group: TargetGroup) => group.TargetGroupName ?? ''

const actions: readonly ResourceAction<TargetGroup>[] = [
  {
    id: 'register',
    text: 'targetGroups.register',
    refuse: ({ TargetType }, { t }) =>
      TargetType === 'lambda' || TargetType === 'alb' ? t('targetGroups.otherTargets') : undefined,
    dialog: RegisterTargets,
  },
  { id: 'health', text: 'targetGroups.editHealth', dialog: EditHealthChecks },
  {
    id: 'balancer',
    text: 'loadBalancers.create',
    refuse: ({ LoadBalancerArns = [] }, { t }) =>
      LoadBalancerArns.length > 0 ? t('targetGroups.inUse') : undefined,
    page: (group) =>
      `/load-balancers/create?group=${encodeURIComponent(idOf(group))}${isWeb(group.Protocol) ? '' : '&type=network'}`,
  },
  {
    id: 'scaling-group',
    text: 'asg.create',
    refuse: ({ TargetType }, { t }) =>
      TargetType === 'instance' ? undefined : t('targetGroups.scalesInstances'),
    page: (group) => `/auto-scaling-groups/create?targets=${encodeURIComponent(idOf(group))}`,
  },
]

export default function TargetGroupsPage() {
  return (
    <ResourcePage
      feed="target-groups"
      texts="targetGroups"
      idOf={idOf}
      titleOf={titleOf}
      calledByTitle
      tagsOf={(group) => group.Tags}
      writeTags={writeBalancingTags}
      columns={createColumns}
      defaultSort="name"
      create="/target-groups/create"
      actions={actions}
      refuseDelete={({ LoadBalancerArns = [] }, { t }) =>
        LoadBalancerArns.length > 0 ? t('targetGroups.inUse') : undefined
      }
      remove={(call, TargetGroupArn) =>
        call('elastic-load-balancing-v2', 'DeleteTargetGroup', { TargetGroupArn })
      }
      dependants={Users}
      tabs={(group, { t }, open) => [
        {
          id: 'targets',
          label: t('targetGroups.targets'),
          content: <TargetsTab key={idOf(group)} group={group} open={open} />,
        },
        { id: 'details', label: t('tab.details'), content: <Details group={group} /> },
        {
          id: 'health',
          label: t('targetGroups.healthChecks'),
          content: <HealthChecksTab group={group} onEdit={() => open('health')} />,
        },
        { id: 'monitoring', label: t('tab.monitoring'), content: <Monitoring group={group} /> },
        {
          id: 'attributes',
          label: t('balancing.attributes'),
          content: <TargetGroupAttributes key={idOf(group)} arn={idOf(group)} />,
        },
      ]}
    />
  )
}

function createColumns({ t }: Locale): readonly ResourceColumn<TargetGroup>[] {
  return [
    valueColumn('name', t('balancing.name'), titleOf, { fixed: true, width: 200 }),
    {
      id: 'health',
      header: t('targetGroups.targets'),
      width: 210,
      cell: (group) => <HealthSummary arn={idOf(group)} />,
    },
    valueColumn('port', t('targetGroups.port'), ({ Port }) => Port, {
      filter: 'number',
      width: 90,
    }),
    valueColumn('protocol', t('targetGroups.protocol'), ({ Protocol }) => Protocol, {
      filter: 'choice',
      width: 120,
    }),
    valueColumn('type', t('targetGroups.targetType'), ({ TargetType }) => TargetType, {
      filter: 'choice',
      width: 130,
      cell: ({ TargetType }) => <TargetTypeText type={TargetType} />,
    }),
    {
      id: 'balancer',
      header: t('loadBalancers.one'),
      width: 200,
      filter: 'choice',
      value: ({ LoadBalancerArns }) => (LoadBalancerArns ?? []).map(nameInArn).join(', '),
      values: ({ LoadBalancerArns }) => (LoadBalancerArns ?? []).map(nameInArn),
      cell: (group) => <Balancers group={group} />,
    },
    valueColumn('vpc', t('groups.vpc'), ({ VpcId }) => VpcId, {
      filter: 'choice',
      width: 220,
      cell: ({ VpcId }) => <ResourceLink page="vpcs" id={VpcId} />,
    }),
    valueColumn('arn', 'ARN', idOf, { width: 320, hidden: true }),
  ]
}

function TargetTypeText({ type }: { readonly type: string | undefined }) {
  const t = useT()
  if (type === 'instance') return <>{t('targetGroups.instance')}</>
  return <>{type === 'ip' ? t('targetGroups.ip') : (type ?? '-')}</>
}

function Balancers({ group }: { readonly group: TargetGroup }) {
  const t = useT()
  const arns = group.LoadBalancerArns ?? []
  if (arns.length === 0) return <>{t('targetGroups.noneAssociated')}</>
  return arns.map((arn) => (
    <ResourceLink key={arn} page="load-balancers" id={arn} text={nameInArn(arn)} />
  ))
}

function Monitoring({ group }: { readonly group: TargetGroup }) {
  const t = useT()
  const [balancerArn] = group.LoadBalancerArns ?? []
  if (balancerArn === undefined) return <>{t('targetGroups.notMeasured')}</>
  return (
    <Suspense fallback={<Spinner />}>
      <BalancingCharts key={idOf(group)} balancerArn={balancerArn} groupArn={idOf(group)} />
    </Suspense>
  )
}

function Users({ items }: { readonly items: readonly TargetGroup[] }) {
  const t = useT()
  const arns = [...new Set(items.flatMap(({ LoadBalancerArns }) => LoadBalancerArns ?? []))]
  return (
    <Dependants
      text={t('targetGroups.inUse')}
      items={arns.map((id) => ({ page: 'load-balancers', id, text: nameInArn(id) }))}
    />
  )
}

function Details({ group }: { readonly group: TargetGroup }) {
  const { t } = useLocale()
  return (
    <KeyValue
      columns={4}
      items={[
        ['ARN', <CopyText key="arn" text={group.TargetGroupArn} />],
        [t('targetGroups.targetType'), <TargetTypeText key="type" type={group.TargetType} />],
        [t('targetGroups.protocolPort'), `${group.Protocol ?? ''}: ${group.Port ?? ''}`],
        [t('targetGroups.version'), group.ProtocolVersion],
        [t('groups.vpc'), <ResourceLink key="vpc" page="vpcs" id={group.VpcId} />],
        [t('targetGroups.ipType'), ipTypeText(group.IpAddressType, t)],
        [t('loadBalancers.one'), <Balancers key="balancers" group={group} />],
        [t('targetGroups.targets'), <HealthSummary key="health" arn={group.TargetGroupArn} />],
      ]}
    />
  )
}
