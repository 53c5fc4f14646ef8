import type {
  FleetLaunchTemplateConfigRequest,
  InstanceRequirements,
  InstanceRequirementsRequest,
  LaunchTemplateConfig,
  SpotFleetLaunchSpecification,
  SpotFleetRequestConfigData,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import type { FleetRecord, FleetSpec } from '../fleets/fleet.ts'
import { readTarget } from '../fleets/read-target.ts'
import { readSpecification } from '../spot/read-specification.ts'
import { readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'

const strategies = {
  lowestPrice: 'lowest-price',
  diversified: 'diversified',
  capacityOptimized: 'capacity-optimized',
  capacityOptimizedPrioritized: 'capacity-optimized-prioritized',
  priceCapacityOptimized: 'price-capacity-optimized',
} as const

const onDemandStrategies = { lowestPrice: 'lowest-price', prioritized: 'prioritized' } as const

const maxSpecifications = 50

/** A Spot Fleet request as the fleet that it is, with what its own calls show of it. */
export function readSpotFleet(
  ctx: Context,
  config: SpotFleetRequestConfigData,
): Omit<FleetRecord, 'id'> {
  refuseMembers('RequestSpotFleet', config, [
    'LoadBalancersConfig',
    'SpotMaintenanceStrategies',
    'OnDemandMaxTotalPrice',
    'SpotMaxTotalPrice',
  ])
  if (!/^arn:aws:iam::\d{12}:role\/.+$/.test(config.IamFleetRole ?? '')) {
    throw invalid('IamFleetRole')
  }
  const type = config.Type ?? 'maintain'
  if (type === 'instant') throw invalid('Type')
  const specs = config.LaunchSpecifications ?? []
  const templates = config.LaunchTemplateConfigs ?? []
  if ((specs.length === 0) === (templates.length === 0)) throw invalid('LaunchSpecifications')
  if (specs.length + templates.length > maxSpecifications) throw invalid('LaunchSpecifications')
  const tags = readTagSpecifications(config.TagSpecifications, ['spot-fleet-request'])
  const { ValidFrom, ValidUntil, TagSpecifications: _tags, ...kept } = config
  return {
    type,
    state: 'submitted',
    createTime: ctx.now,
    clientToken: config.ClientToken,
    validFrom: ValidFrom?.getTime(),
    validUntil: ValidUntil?.getTime(),
    configs: templates.map(toTemplateConfig),
    specs: specs.map((each) => readSpec(each, config.SpotPrice)),
    target: spotTarget(config),
    spotOptions: {
      AllocationStrategy: strategies[config.AllocationStrategy ?? 'lowestPrice'],
      InstanceInterruptionBehavior: config.InstanceInterruptionBehavior,
      InstancePoolsToUseCount: config.InstancePoolsToUseCount,
    },
    onDemandOptions: {
      AllocationStrategy: onDemandStrategies[config.OnDemandAllocationStrategy ?? 'lowestPrice'],
    },
    excessPolicy:
      config.ExcessCapacityTerminationPolicy === 'noTermination' ? 'no-termination' : 'termination',
    terminateWithExpiration: config.TerminateInstancesWithExpiration ?? false,
    replaceUnhealthy: config.ReplaceUnhealthyInstances ?? false,
    context: config.Context,
    launchTags: {},
    errors: [],
    launches: [],
    spotFleet: kept,
    tags: tags('spot-fleet-request'),
  }
}

export function spotTarget(
  config: Pick<
    SpotFleetRequestConfigData,
    'TargetCapacity' | 'OnDemandTargetCapacity' | 'TargetCapacityUnitType'
  >,
): FleetRecord['target'] {
  return readTarget({
    TotalTargetCapacity: config.TargetCapacity,
    OnDemandTargetCapacity: config.OnDemandTargetCapacity,
    DefaultTargetCapacityType: 'spot',
    TargetCapacityUnitType: config.TargetCapacityUnitType,
  })
}

function readSpec(asked: SpotFleetLaunchSpecification, price: string | undefined): FleetSpec {
  const {
    SpotPrice,
    WeightedCapacity,
    InstanceRequirements: requirements,
    TagSpecifications,
    SecurityGroups: groups = [],
    Monitoring: monitoring,
    ...rest
  } = asked
  if (requirements && rest.InstanceType) throw invalid('LaunchSpecifications')
  return {
    input: {
      ...readSpecification('RequestSpotFleet', {
        ...rest,
        Monitoring: monitoring && { Enabled: monitoring.Enabled ?? false },
        SecurityGroupIds: groups.flatMap(({ GroupId }) => GroupId ?? []),
        SecurityGroups: groups.flatMap(({ GroupId, GroupName }) =>
          GroupId ? [] : (GroupName ?? []),
        ),
      }),
      TagSpecifications: TagSpecifications?.length ? TagSpecifications : undefined,
    },
    requirements,
    weight: WeightedCapacity,
    maxPrice: SpotPrice ?? price,
  }
}

export function toTemplateConfig({
  LaunchTemplateSpecification,
  Overrides,
}: LaunchTemplateConfig): FleetLaunchTemplateConfigRequest {
  return {
    LaunchTemplateSpecification,
    Overrides: Overrides?.map((override) => ({
      InstanceType: override.InstanceType,
      InstanceRequirements:
        override.InstanceRequirements && toRequest(override.InstanceRequirements),
      SubnetId: override.SubnetId,
      AvailabilityZone: override.AvailabilityZone,
      WeightedCapacity: override.WeightedCapacity,
      Priority: override.Priority,
      MaxPrice: override.SpotPrice,
    })),
  }
}

/** Of both forms that AWS has for requirements, the one whose least members are there. */
function toRequest({
  VCpuCount,
  MemoryMiB,
  ...rest
}: InstanceRequirements): InstanceRequirementsRequest {
  return {
    ...rest,
    VCpuCount: { ...VCpuCount, Min: VCpuCount?.Min ?? 0 },
    MemoryMiB: { ...MemoryMiB, Min: MemoryMiB?.Min ?? 0 },
  }
}

function invalid(member: string): AwsError {
  return new AwsError(
    'InvalidSpotFleetRequestConfig',
    `Parameter: SpotFleetRequestConfig.${member} is invalid.`,
  )
}
