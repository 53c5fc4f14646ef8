import type {
  LaunchTemplateOverrides,
  LaunchTemplateSpecification,
} from '@aws-sdk/client-auto-scaling'
import type { RunInstancesCommandInput } from '@aws-sdk/client-ec2'
import { findInstanceType } from '../../../catalogue/instance-types.ts'
import type { PricedPlatform } from '../../../catalogue/prices.ts'
import type { Context } from '../../../engine/context.ts'
import { typesMeeting } from '../../ec2/instance-types/match-requirements.ts'
import { resolveLaunchImage } from '../../ec2/instances/launch/launch-image.ts'
import { applyTemplate } from '../../ec2/launch-templates/apply-template.ts'
import { findTemplate, findVersion } from '../../ec2/launch-templates/find-template.ts'
import type { GroupRecord, LaunchSource } from '../groups/group.ts'
import type { LaunchChoice } from '../launch/launch-choice.ts'

/** A type and a template version that a group may launch. */
export interface LaunchCandidate extends LaunchChoice {
  readonly instanceType: string
  readonly platform: PricedPlatform
  /** Its type was found by attributes. */
  readonly byRequirements: boolean
}

/** What names launch templates. */
export type TemplateSource = Exclude<LaunchSource, { kind: 'configuration' }>

/** All of a group's candidates, in the order of its overrides. */
export function candidatesOf(
  ctx: Context,
  group: Pick<GroupRecord, 'desiredCapacityType'>,
  source: TemplateSource,
): readonly LaunchCandidate[] {
  if (source.kind === 'template') {
    const { templateId, version } = source
    return ofOverride(ctx, group, { LaunchTemplateId: templateId, Version: version }, {})
  }
  const { LaunchTemplateSpecification: base = {}, Overrides = [] } =
    source.policy.LaunchTemplate ?? {}
  const overrides = Overrides.length > 0 ? Overrides : [{}]
  return overrides.flatMap((override) =>
    ofOverride(ctx, group, override.LaunchTemplateSpecification ?? base, override),
  )
}

function ofOverride(
  ctx: Context,
  group: Pick<GroupRecord, 'desiredCapacityType'>,
  specification: LaunchTemplateSpecification,
  override: LaunchTemplateOverrides,
): readonly LaunchCandidate[] {
  const named = nameTemplate(specification)
  const template = findTemplate(ctx, named)
  const version = findVersion(ctx, template, named.Version)
  const applied = applyTemplate(ctx, {
    MinCount: 1,
    MaxCount: 1,
    LaunchTemplate: { LaunchTemplateId: template.id, Version: String(version.number) },
    InstanceType: typeName(override.InstanceType),
    ImageId: override.ImageId,
  })
  const { image } = resolveLaunchImage(ctx, applied.input)
  const wanted = override.InstanceRequirements ?? applied.requirements
  const types = wanted
    ? typesMeeting(ctx.region, wanted, [image.architecture])
    : [applied.input.InstanceType ?? 'm1.small']
  return types.map((instanceType): LaunchCandidate => ({
    input: { ...applied.input, InstanceType: typeName(instanceType) },
    systemTags: applied.systemTags,
    instanceType,
    weight: weightOf(override, instanceType, group.desiredCapacityType),
    weightedCapacity: override.WeightedCapacity,
    launch: {
      kind: 'template',
      templateId: template.id,
      templateName: template.name,
      version: version.number,
    },
    platform: image.platform ?? 'linux',
    byRequirements: wanted !== undefined,
  }))
}

/** A template is named by its id or its name; without a version, by its default one. moto's tests write `$DEFAULT`. */
export function nameTemplate({
  LaunchTemplateId: id,
  LaunchTemplateName: name,
  Version: version = '',
}: LaunchTemplateSpecification) {
  const known = ['$Default', '$Latest'].find((each) => each.toLowerCase() === version.toLowerCase())
  return {
    ...(id === undefined ? { LaunchTemplateName: name } : { LaunchTemplateId: id }),
    Version: known ?? (version === '' ? '$Default' : version),
  }
}

/** Whether there is a type of that name is what the launch finds out. */
function typeName(name: string | undefined): RunInstancesCommandInput['InstanceType'] {
  return name as RunInstancesCommandInput['InstanceType']
}

function weightOf(
  { WeightedCapacity: weight, InstanceRequirements: requirements }: LaunchTemplateOverrides,
  type: string,
  unit: string | undefined,
): number {
  if (weight !== undefined) return Number(weight)
  const info = requirements ? findInstanceType(type) : undefined
  if (unit === 'vcpu') return info?.VCpuInfo?.DefaultVCpus ?? 1
  if (unit === 'memory-mib') return info?.MemoryInfo?.SizeInMiB ?? 1
  return 1
}
