import { useScopedPath } from '../../../api/index.ts'
import { RouteLink } from '../../../components/index.ts'
import { useLocale, type Translate } from '../../../i18n/index.ts'
import { formatDuration } from '../../../lib/time.ts'
import { ConfirmCall } from '../../../resources/ConfirmCall.tsx'
import { PolicyDialog } from '../dialogs/PolicyDialog.tsx'
import { nameOfGroup, type Group, type Policy } from '../group.ts'
import { useGroupLook } from '../use-group-look.ts'
import { PartTable } from './PartTable.tsx'

/** The dynamic scaling policies of a group, with the alarms that speak for them. */
export function Policies({ group }: { readonly group: Group }) {
  const { t, name: locale } = useLocale()
  const found = useGroupLook('DescribePolicies', { AutoScalingGroupName: nameOfGroup(group) })
  const ofPolicy = (policy: Policy) => ({
    AutoScalingGroupName: nameOfGroup(group),
    PolicyName: policy.PolicyName,
  })
  return (
    <PartTable<Policy>
      title={t('asg.policies')}
      description={t('asg.policiesText')}
      items={found.data?.ScalingPolicies ?? []}
      idOf={({ PolicyName = '' }) => PolicyName}
      pending={found.isPending}
      error={found.error}
      empty={t('asg.noPolicies')}
      emptyText={t('asg.noPoliciesText')}
      selectOne={t('asg.selectPolicy')}
      create={{
        text: t('asg.createPolicy'),
        dialog: (onClose) => <PolicyDialog group={group} onClose={onClose} />,
      }}
      actions={[
        {
          id: 'edit',
          text: t('asg.edit'),
          dialog: (policy, onClose) => (
            <PolicyDialog group={group} policy={policy} onClose={onClose} />
          ),
        },
        {
          id: 'execute',
          text: t('asg.execute'),
          refuse: ({ PolicyType }) =>
            PolicyType === 'SimpleScaling' || PolicyType === 'StepScaling'
              ? undefined
              : t('asg.executeRefused'),
          dialog: (policy, onClose) => (
            <ConfirmCall
              title={t('asg.execute')}
              text={t('asg.executeText')}
              done={t('asg.executed')}
              run={(call) =>
                call('auto-scaling', 'ExecutePolicy', {
                  ...ofPolicy(policy),
                  // A step is chosen by how far a metric is beyond its threshold.
                  ...(policy.PolicyType === 'StepScaling' && {
                    MetricValue: 1,
                    BreachThreshold: 0,
                  }),
                })
              }
              onClose={onClose}
            />
          ),
        },
        {
          id: 'delete',
          text: t('common.delete'),
          dialog: (policy, onClose) => (
            <ConfirmCall
              title={t('asg.deletePolicy', { name: policy.PolicyName ?? '' })}
              text={t('asg.deletePolicyText')}
              run={(call) => call('auto-scaling', 'DeletePolicy', ofPolicy(policy))}
              onClose={onClose}
            />
          ),
        },
      ]}
      columns={[
        { id: 'name', header: t('asg.policyName'), cell: ({ PolicyName }) => PolicyName },
        {
          id: 'type',
          header: t('asg.policyType'),
          cell: ({ PolicyType }) => typeText(PolicyType, t),
        },
        { id: 'when', header: t('asg.policyWhen'), cell: (policy) => whenText(policy, t) },
        { id: 'alarms', header: t('alarms.title'), cell: (policy) => <Alarms policy={policy} /> },
        {
          id: 'wait',
          header: t('asg.policyWait'),
          cell: ({ EstimatedInstanceWarmup, Cooldown }) => {
            const seconds = EstimatedInstanceWarmup ?? Cooldown
            return seconds === undefined ? '-' : formatDuration(seconds * 1000, locale)
          },
        },
      ]}
    />
  )
}

function typeText(type: string | undefined, t: Translate): string {
  switch (type) {
    case 'TargetTrackingScaling':
    case 'StepScaling':
    case 'SimpleScaling':
      return t(`asg.policy.${type}`)
    default:
      return type ?? ''
  }
}

function whenText(policy: Policy, t: Translate): string {
  const { TargetTrackingConfiguration: tracking, StepAdjustments = [] } = policy
  if (tracking) {
    const metric =
      tracking.PredefinedMetricSpecification?.PredefinedMetricType ??
      tracking.CustomizedMetricSpecification?.MetricName ??
      ''
    return t('asg.keeps', { metric, value: String(tracking.TargetValue ?? '') })
  }
  const steps =
    StepAdjustments.length > 0
      ? StepAdjustments.map(({ ScalingAdjustment: amount = 0 }) => signed(amount)).join(', ')
      : signed(policy.ScalingAdjustment ?? 0)
  return policy.AdjustmentType === 'PercentChangeInCapacity' ? `${steps} %` : steps
}

const signed = (amount: number): string => (amount > 0 ? `+${amount}` : String(amount))

function Alarms({ policy }: { readonly policy: Policy }) {
  const toPath = useScopedPath()
  const names = (policy.Alarms ?? []).flatMap(({ AlarmName }) => AlarmName ?? [])
  if (names.length === 0) return <>-</>
  return (
    <>
      {names.map((name) => (
        <div key={name}>
          <RouteLink href={toPath(`/alarms?selected=${encodeURIComponent(name)}`)}>
            {name}
          </RouteLink>
        </div>
      ))}
    </>
  )
}
