import type {
  InstanceRequirements,
  RequestLaunchTemplateData,
  RunInstancesCommandInput,
  TagSpecification,
} from '@aws-sdk/client-ec2'
import { deviceSlot } from '@brume/ec2-model'
import type { Context } from '../../../engine/context.ts'
import type { Tag } from '../tag.ts'
import { findTemplate, findVersion } from './find-template.ts'
import { dataOf } from './new-version.ts'

export interface AppliedTemplate {
  /** The launch with what it leaves open taken from its template. */
  readonly input: RunInstancesCommandInput
  /** The system tags that AWS puts on what a template launched. */
  readonly systemTags: readonly Tag[]
  /** The attributes by which the template chooses a type, where the launch names none. Only fleets take them. */
  readonly requirements?: InstanceRequirements
}

/**
 * What a launch says itself wins over its template, which by default speaks through its default version.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/launch-instances-from-launch-template.html
 */
export function applyTemplate(ctx: Context, input: RunInstancesCommandInput): AppliedTemplate {
  const specification = input.LaunchTemplate
  if (!specification) return { input, systemTags: [] }
  const template = findTemplate(ctx, specification)
  const version = findVersion(ctx, template, specification.Version ?? '$Default')
  const data = dataOf(version)
  return {
    input: overrideTemplate(toLaunch(data), input),
    requirements: input.InstanceType === undefined ? data.InstanceRequirements : undefined,
    systemTags: [
      { Key: 'aws:ec2launchtemplate:id', Value: template.id },
      { Key: 'aws:ec2launchtemplate:version', Value: String(version.number) },
    ],
  }
}

type LaunchMembers = Omit<RunInstancesCommandInput, 'MinCount' | 'MaxCount'>

/** A template's data in the words of RunInstances. */
function toLaunch(data: RequestLaunchTemplateData): LaunchMembers {
  const {
    InstanceRequirements: ___,
    RamDiskId,
    ElasticGpuSpecifications,
    Monitoring,
    // No version has these: they are refused when it is made.
    SecondaryInterfaces: _,
    Operator: __,
    ...same
  } = data
  return {
    ...same,
    RamdiskId: RamDiskId,
    ElasticGpuSpecification: ElasticGpuSpecifications,
    Monitoring: Monitoring && { Enabled: Monitoring.Enabled },
  }
}

/** Lists of devices and tags meet entry by entry, all else member by member. */
function overrideTemplate(
  template: LaunchMembers,
  input: RunInstancesCommandInput,
): RunInstancesCommandInput {
  const { BlockDeviceMappings: devices, TagSpecifications: tags, ...rest } = input
  const set = Object.fromEntries(Object.entries(rest).filter(([, member]) => member !== undefined))
  return {
    ...template,
    ...set,
    MinCount: input.MinCount,
    MaxCount: input.MaxCount,
    BlockDeviceMappings: mergeBy(template.BlockDeviceMappings, devices, ({ DeviceName = '' }) =>
      deviceSlot(DeviceName),
    ),
    TagSpecifications: mergeTagSpecifications(template.TagSpecifications, tags),
  }
}

function mergeBy<T>(
  base: readonly T[] | undefined,
  over: readonly T[] | undefined,
  keyOf: (item: T) => string,
): T[] | undefined {
  if (!base || !over) return over ? [...over] : base && [...base]
  const own = new Set(over.map(keyOf))
  return [...base.filter((item) => !own.has(keyOf(item))), ...over]
}

function mergeTagSpecifications(
  base: readonly TagSpecification[] | undefined,
  over: readonly TagSpecification[] | undefined,
): TagSpecification[] | undefined {
  const merged = mergeBy(base, over, ({ ResourceType = '' }) => ResourceType)
  return merged?.map((specification) => {
    const inherited = base?.find((each) => each.ResourceType === specification.ResourceType)
    const Tags = mergeBy(inherited?.Tags, specification.Tags, ({ Key = '' }) => Key)
    return { ...specification, Tags }
  })
}
