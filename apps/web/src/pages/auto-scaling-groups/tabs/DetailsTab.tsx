import SpaceBetween from '@cloudscape-design/components/space-between'
import Header from '@cloudscape-design/components/header'
import { useFeed } from '../../../api/index.ts'
import { CopyText, KeyValue, type KeyValueItem } from '../../../components/index.ts'
import { useLocale } from '../../../i18n/index.ts'
import { formatDuration, formatTime } from '../../../lib/time.ts'
import { nameInArn as balancerNameInArn } from '../../../resources/load-balancing/model.ts'
import { ResourceLink } from '../../../resources/ResourceLink.tsx'
import { launchSourceOf, nameInArn, nameOfGroup, subnetsOf, type Group } from '../group.ts'
import { ProcessesEditor } from './ProcessesEditor.tsx'

export default function DetailsTab({ group }: { readonly group: Group }) {
  const { t, name: locale } = useLocale()
  const source = launchSourceOf(group)
  const seconds = (value: number | undefined) =>
    value === undefined ? undefined : formatDuration(value * 1000, locale)
  const template = group.LaunchTemplate
  const known = useFeed('target-groups').items
  const balancers = [
    ...new Set(
      (group.TargetGroupARNs ?? []).flatMap((arn) => known.get(arn)?.LoadBalancerArns ?? []),
    ),
  ]
  const sections: readonly (readonly [string, readonly KeyValueItem[]])[] = [
    [
      t('asg.section.details'),
      [
        [t('asg.name'), <CopyText key="name" text={nameOfGroup(group)} />],
        [t('asg.desired'), group.DesiredCapacity],
        [t('asg.minLong'), group.MinSize],
        [t('asg.maxLong'), group.MaxSize],
        [t('asg.created'), formatTime(group.CreatedTime, locale)],
        ['ARN', <CopyText key="arn" text={group.AutoScalingGroupARN} />],
      ],
    ],
    [
      t('asg.launchSource'),
      [
        [
          t('templates.name'),
          template?.LaunchTemplateId === undefined ? (
            source.name
          ) : (
            <ResourceLink
              key="template"
              page="launch-templates"
              id={template.LaunchTemplateId}
              text={source.name}
            />
          ),
        ],
        [t('templates.version'), source.version || undefined],
        [
          t('asg.instanceTypes'),
          (group.MixedInstancesPolicy?.LaunchTemplate?.Overrides ?? [])
            .map(({ InstanceType }) => InstanceType)
            .filter(Boolean)
            .join(', ') || undefined,
        ],
      ],
    ],
    [
      t('asg.section.network'),
      [
        [t('asg.zones'), (group.AvailabilityZones ?? []).join(', ')],
        [
          t('asg.subnets'),
          subnetsOf(group).map((id) => (
            <div key={id}>
              <ResourceLink page="subnets" id={id} />
            </div>
          )),
        ],
      ],
    ],
    [
      t('asg.section.balancing'),
      [
        [
          t('asg.targetGroups'),
          (group.TargetGroupARNs ?? []).length === 0
            ? t('common.none')
            : (group.TargetGroupARNs ?? []).map((arn) => (
                <div key={arn}>
                  <ResourceLink page="target-groups" id={arn} text={nameInArn(arn)} />
                </div>
              )),
        ],
        [
          t('loadBalancers.title'),
          balancers.length === 0
            ? t('common.none')
            : balancers.map((arn) => (
                <div key={arn}>
                  <ResourceLink page="load-balancers" id={arn} text={balancerNameInArn(arn)} />
                </div>
              )),
        ],
        [t('asg.healthType'), group.HealthCheckType],
        [t('asg.grace'), seconds(group.HealthCheckGracePeriod)],
      ],
    ],
    [
      t('asg.section.advanced'),
      [
        [t('asg.terminationPolicies'), (group.TerminationPolicies ?? []).join(', ')],
        [t('asg.cooldown'), seconds(group.DefaultCooldown)],
        [t('asg.defaultWarmup'), seconds(group.DefaultInstanceWarmup)],
        [t('asg.lifetime'), seconds(group.MaxInstanceLifetime)],
        [
          t('asg.newProtected'),
          group.NewInstancesProtectedFromScaleIn ? t('common.yes') : t('common.no'),
        ],
        [t('asg.rebalance'), group.CapacityRebalance ? t('common.yes') : t('common.no')],
      ],
    ],
  ]
  return (
    <SpaceBetween size="l">
      {sections.map(([title, items]) => (
        <div key={title}>
          <Header variant="h3">{title}</Header>
          <KeyValue columns={3} items={items} />
        </div>
      ))}
      <ProcessesEditor group={group} />
    </SpaceBetween>
  )
}
