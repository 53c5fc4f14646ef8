import type { Input } from '@brume/console-api'
import type { Call } from '../../../api/index.ts'
import type { EditedTag } from '../../../components/index.ts'
import { toEditedTags } from '../../../lib/tags.ts'
import { toPolicy } from '../dialogs/policy-form.ts'
import { nameOfGroup, subnetsOf, type Group } from '../group.ts'

/** What the wizard asks for; numbers as typed. */
export interface GroupForm {
  readonly name: string
  readonly templateId: string
  /** `$Latest`, `$Default` or a number. */
  readonly version: string
  readonly vpcId: string
  readonly subnetIds: readonly string[]
  /** Other types than the template's, first choice first: a mixed instances policy. */
  readonly types: readonly string[]
  readonly spotShare: string
  readonly onDemandBase: string
  readonly targetGroupArns: readonly string[]
  readonly elbHealth: boolean
  readonly grace: string
  readonly desired: string
  readonly min: string
  readonly max: string
  readonly tracks: boolean
  readonly target: string
  readonly warmup: string
  readonly isProtected: boolean
  readonly collects: boolean
  readonly tags: readonly EditedTag[]
}

export const newForm: GroupForm = {
  name: '',
  templateId: '',
  version: '$Default',
  vpcId: '',
  subnetIds: [],
  types: [],
  spotShare: '0',
  onDemandBase: '0',
  targetGroupArns: [],
  elbHealth: false,
  grace: '300',
  desired: '1',
  min: '1',
  max: '1',
  tracks: false,
  target: '50',
  warmup: '300',
  isProtected: false,
  collects: true,
  tags: [],
}

/** The form of a group that is there. */
export function formOf(group: Group, vpcId: string): GroupForm {
  const mixed = group.MixedInstancesPolicy
  const template = group.LaunchTemplate ?? mixed?.LaunchTemplate?.LaunchTemplateSpecification ?? {}
  const above = mixed?.InstancesDistribution?.OnDemandPercentageAboveBaseCapacity ?? 100
  return {
    ...newForm,
    name: nameOfGroup(group),
    templateId: template.LaunchTemplateId ?? '',
    version: template.Version ?? '$Default',
    vpcId,
    subnetIds: subnetsOf(group),
    types: (mixed?.LaunchTemplate?.Overrides ?? []).flatMap((one) => one.InstanceType ?? []),
    spotShare: String(100 - above),
    onDemandBase: String(mixed?.InstancesDistribution?.OnDemandBaseCapacity ?? 0),
    targetGroupArns: group.TargetGroupARNs ?? [],
    elbHealth: group.HealthCheckType?.includes('ELB') ?? false,
    grace: String(group.HealthCheckGracePeriod ?? 300),
    desired: String(group.DesiredCapacity ?? 1),
    min: String(group.MinSize ?? 1),
    max: String(group.MaxSize ?? 1),
    isProtected: group.NewInstancesProtectedFromScaleIn ?? false,
    tags: toEditedTags(group.Tags),
  }
}

export type GroupFault =
  | 'name'
  | 'template'
  | 'subnets'
  | 'spot'
  | 'grace'
  | 'size'
  | 'range'
  | 'target'

const isWhole = (text: string): boolean => /^\d{1,5}$/.test(text.trim())

/** What is wrong, by the step of the wizard that it stands in. */
export function faultsOf(form: GroupForm, step: number): readonly GroupFault[] {
  const sizes = [form.desired, form.min, form.max]
  const share = Number(form.spotShare)
  const found: readonly (readonly [GroupFault, number, boolean])[] = [
    ['name', 0, form.name.trim() === '' || form.name.length > 255 || form.name.includes(':')],
    ['template', 0, form.templateId === ''],
    ['subnets', 1, form.subnetIds.length === 0],
    [
      'spot',
      1,
      form.types.length > 0 &&
        (!isWhole(form.spotShare) || share > 100 || !isWhole(form.onDemandBase)),
    ],
    ['grace', 2, !isWhole(form.grace)],
    ['size', 3, !sizes.every(isWhole)],
    [
      'range',
      3,
      Number(form.min) > Number(form.desired) || Number(form.desired) > Number(form.max),
    ],
    ['target', 3, form.tracks && !(Number(form.target) > 0 && isWhole(form.warmup))],
  ]
  return found.flatMap(([fault, at, wrong]) => (wrong && at === step ? [fault] : []))
}

type CreateInput = Input<'auto-scaling', 'CreateAutoScalingGroup'>

function launchOf({ templateId, version, types, spotShare, onDemandBase }: GroupForm) {
  const specification = { LaunchTemplateId: templateId, Version: version }
  if (types.length === 0) return { LaunchTemplate: specification }
  return {
    MixedInstancesPolicy: {
      LaunchTemplate: {
        LaunchTemplateSpecification: specification,
        Overrides: types.map((InstanceType) => ({ InstanceType })),
      },
      InstancesDistribution: {
        OnDemandBaseCapacity: Number(onDemandBase),
        OnDemandPercentageAboveBaseCapacity: 100 - Number(spotShare),
        SpotAllocationStrategy: 'price-capacity-optimized',
      },
    },
  }
}

function commonOf(form: GroupForm) {
  return {
    AutoScalingGroupName: form.name.trim(),
    ...launchOf(form),
    VPCZoneIdentifier: form.subnetIds.join(','),
    MinSize: Number(form.min),
    MaxSize: Number(form.max),
    DesiredCapacity: Number(form.desired),
    HealthCheckType: form.elbHealth ? 'ELB' : 'EC2',
    HealthCheckGracePeriod: Number(form.grace),
    NewInstancesProtectedFromScaleIn: form.isProtected,
  }
}

function toCreate(form: GroupForm): CreateInput {
  return {
    ...commonOf(form),
    ...(form.targetGroupArns.length > 0 && { TargetGroupARNs: [...form.targetGroupArns] }),
    ...(form.tags.length > 0 && {
      Tags: form.tags.map(({ key, value }) => ({
        Key: key,
        Value: value,
        PropagateAtLaunch: true,
      })),
    }),
  }
}

/** Makes the group with all that the wizard chose: first itself, then what needs it. */
export async function createGroup(call: Call, form: GroupForm): Promise<void> {
  const AutoScalingGroupName = form.name.trim()
  await call('auto-scaling', 'CreateAutoScalingGroup', toCreate(form))
  if (form.collects) {
    await call('auto-scaling', 'EnableMetricsCollection', {
      AutoScalingGroupName,
      Granularity: '1Minute',
    })
  }
  if (form.tracks) {
    await call(
      'auto-scaling',
      'PutScalingPolicy',
      toPolicy(AutoScalingGroupName, {
        type: 'TargetTrackingScaling',
        name: `${AutoScalingGroupName}-cpu`,
        metric: 'ASGAverageCPUUtilization',
        target: form.target,
        warmup: form.warmup,
      }),
    )
  }
}

/** Changes a group into what the form says now. */
export async function updateGroup(call: Call, group: Group, form: GroupForm): Promise<void> {
  const AutoScalingGroupName = nameOfGroup(group)
  await call('auto-scaling', 'UpdateAutoScalingGroup', commonOf(form))
  const before = group.TargetGroupARNs ?? []
  const added = form.targetGroupArns.filter((arn) => !before.includes(arn))
  const gone = before.filter((arn) => !form.targetGroupArns.includes(arn))
  if (added.length > 0) {
    await call('auto-scaling', 'AttachLoadBalancerTargetGroups', {
      AutoScalingGroupName,
      TargetGroupARNs: added,
    })
  }
  if (gone.length > 0) {
    await call('auto-scaling', 'DetachLoadBalancerTargetGroups', {
      AutoScalingGroupName,
      TargetGroupARNs: gone,
    })
  }
}
