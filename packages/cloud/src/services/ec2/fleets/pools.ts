import type {
  FleetLaunchTemplateConfigRequest,
  FleetLaunchTemplateOverridesRequest,
  RunInstancesCommandInput,
} from '@aws-sdk/client-ec2'
import { findInstanceType, listedLinuxPrice } from '../../../catalogue/instance-types.ts'
import type { Context } from '../../../engine/context.ts'
import { typesMeeting } from '../instance-types/match-requirements.ts'
import { resolveLaunchImage } from '../instances/launch/launch-image.ts'
import { resolveLaunchType } from '../instances/launch/launch-type.ts'
import { applyTemplate } from '../launch-templates/apply-template.ts'
import type { Tag } from '../tag.ts'
import type { FleetLifecycle, FleetRecord, FleetSpec, FleetTarget } from './fleet.ts'

/** One way in which a fleet can get an instance. */
export interface Pool {
  readonly config: number
  readonly override?: number
  /** Without its subnet, what RunInstances would be asked for. */
  readonly input: RunInstancesCommandInput
  readonly systemTags: readonly Tag[]
  readonly instanceType: string
  readonly weight: number
  readonly priority: number
  readonly maxPrice?: string
}

/** All pools of a fleet, in the order in which its strategy wants them tried. */
export function poolsOf(
  ctx: Context,
  fleet: Pick<FleetRecord, 'configs' | 'specs' | 'target' | 'spotOptions' | 'onDemandOptions'>,
  lifecycle: FleetLifecycle,
): readonly Pool[] {
  const pools = [
    ...fleet.configs.flatMap((config, index) =>
      overridesOf(config).flatMap(({ override, at }) =>
        poolsOfOverride(ctx, config, index, override, at, fleet.target),
      ),
    ),
    ...(fleet.specs ?? []).flatMap((spec, index) => poolsOfSpec(ctx, spec, index, fleet.target)),
  ]
  const strategy =
    lifecycle === 'spot'
      ? (fleet.spotOptions?.AllocationStrategy ?? 'lowest-price')
      : (fleet.onDemandOptions?.AllocationStrategy ?? 'lowest-price')
  if (strategy === 'prioritized' || strategy === 'capacity-optimized-prioritized') {
    return pools.toSorted((a, b) => a.priority - b.priority)
  }
  if (strategy === 'diversified') return pools
  // There is always capacity here, so what optimizes for it optimizes for the price.
  return pools.toSorted((a, b) => pricePerUnit(a) - pricePerUnit(b))
}

function pricePerUnit({ instanceType, weight }: Pool): number {
  return (listedLinuxPrice(instanceType) ?? Infinity) / weight
}

function overridesOf(
  config: FleetLaunchTemplateConfigRequest,
): readonly { override: FleetLaunchTemplateOverridesRequest; at?: number }[] {
  const overrides = config.Overrides ?? []
  if (overrides.length === 0) return [{ override: {} }]
  return overrides.map((override, at) => ({ override, at }))
}

function poolsOfOverride(
  ctx: Context,
  config: FleetLaunchTemplateConfigRequest,
  index: number,
  override: FleetLaunchTemplateOverridesRequest,
  at: number | undefined,
  target: FleetTarget,
): readonly Pool[] {
  const {
    InstanceRequirements: requirements,
    SubnetId: subnets,
    AvailabilityZone: zones,
  } = override
  const named = override.InstanceType
  const applied = applyTemplate(ctx, {
    MinCount: 1,
    MaxCount: 1,
    LaunchTemplate: config.LaunchTemplateSpecification,
    InstanceType: named,
    ImageId: override.ImageId,
    KeyName: override.KeyName,
    BlockDeviceMappings: override.BlockDeviceMappings,
    IamInstanceProfile: override.IamInstanceProfile,
    MetadataOptions: override.MetadataOptions,
  })
  const wanted = requirements ?? applied.requirements
  const types = wanted
    ? typesMeeting(ctx.region, wanted, [resolveLaunchImage(ctx, applied.input).image.architecture])
    : [applied.input.InstanceType ?? 'm1.small']
  const places = split(subnets).flatMap((subnet) => split(zones).map((zone) => ({ subnet, zone })))
  return types.flatMap((instanceType) =>
    places.map(({ subnet, zone }): Pool => ({
      config: index,
      override: at,
      input: inPlace(applied.input, { instanceType, subnet, zone, override }),
      systemTags: applied.systemTags,
      instanceType,
      weight: weightOf(override, instanceType, target),
      priority: override.Priority ?? Infinity,
      maxPrice: override.MaxPrice,
    })),
  )
}

function poolsOfSpec(
  ctx: Context,
  spec: FleetSpec,
  index: number,
  target: FleetTarget,
): readonly Pool[] {
  const { input, requirements, maxPrice } = spec
  const { image } = resolveLaunchImage(ctx, input)
  const types = requirements
    ? typesMeeting(ctx.region, requirements, [image.architecture])
    : [resolveLaunchType(ctx.region, input, image).name]
  const { SubnetId: subnets, ...rest } = input
  const places = split(subnets).flatMap((subnet) =>
    split(input.Placement?.AvailabilityZone).map((zone) => ({ subnet, zone })),
  )
  return types.flatMap((instanceType) =>
    places.map(({ subnet, zone }): Pool => ({
      config: index,
      input: inPlace(rest, { instanceType, subnet, zone, override: {} }),
      systemTags: [],
      instanceType,
      weight: weightOf({ WeightedCapacity: spec.weight }, instanceType, target),
      priority: Infinity,
      maxPrice,
    })),
  )
}

/** Several subnets or zones may stand in one text, parted by commas. */
function split(text: string | undefined): readonly (string | undefined)[] {
  const parts = (text ?? '').split(',').flatMap((part) => part.trim() || [])
  return parts.length > 0 ? parts : [undefined]
}

function inPlace(
  input: RunInstancesCommandInput,
  at: {
    readonly instanceType: string
    readonly subnet?: string
    readonly zone?: string
    readonly override: FleetLaunchTemplateOverridesRequest
  },
): RunInstancesCommandInput {
  const { subnet, zone, override } = at
  const [card, ...more] = input.NetworkInterfaces ?? []
  const Placement = {
    ...input.Placement,
    ...override.Placement,
    ...(zone !== undefined && { AvailabilityZone: zone }),
  }
  return {
    ...input,
    InstanceType: at.instanceType as RunInstancesCommandInput['InstanceType'],
    ...(Object.keys(Placement).length > 0 && { Placement }),
    // A template that names its interfaces has the subnet there.
    ...(subnet !== undefined &&
      (card
        ? { NetworkInterfaces: [{ ...card, SubnetId: subnet }, ...more] }
        : { SubnetId: subnet })),
  }
}

function weightOf(
  { WeightedCapacity: weight }: FleetLaunchTemplateOverridesRequest,
  type: string,
  { unit }: FleetTarget,
): number {
  const info = findInstanceType(type)
  if (unit === 'vcpu') return info?.VCpuInfo?.DefaultVCpus ?? 1
  if (unit === 'memory-mib') return info?.MemoryInfo?.SizeInMiB ?? 1
  return weight ?? 1
}
