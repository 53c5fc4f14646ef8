import type {
  CreateFleetError,
  CreateFleetInstance,
  FleetData,
  FleetLaunchTemplateConfigRequest,
  FleetLaunchTemplateOverrides,
  FleetLaunchTemplateOverridesRequest,
  LaunchTemplateAndOverridesResponse,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { fulfilled } from './find-fleet.ts'
import type { FleetLaunch, FleetRecord } from './fleet.ts'

export function toFleet(ctx: Context, fleet: FleetRecord): FleetData {
  const { target } = fleet
  const capacity = fulfilled(ctx, fleet)
  const lacking = capacity < target.total
  const time = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms))
  return {
    ActivityStatus: lacking
      ? fleet.errors.length > 0
        ? 'error'
        : 'pending_fulfillment'
      : 'fulfilled',
    CreateTime: new Date(fleet.createTime),
    FleetId: fleet.id,
    FleetState: fleet.state,
    ClientToken: fleet.clientToken,
    ExcessCapacityTerminationPolicy: fleet.excessPolicy,
    FulfilledCapacity: capacity,
    FulfilledOnDemandCapacity: fulfilled(ctx, fleet, 'on-demand'),
    LaunchTemplateConfigs: fleet.configs.map((config) => ({
      LaunchTemplateSpecification: specificationOf(config),
      Overrides: (config.Overrides ?? []).map(toOverrides),
    })),
    TargetCapacitySpecification: {
      TotalTargetCapacity: target.total,
      OnDemandTargetCapacity: target.onDemand,
      SpotTargetCapacity: target.spot,
      DefaultTargetCapacityType: target.defaultType,
      TargetCapacityUnitType: target.unit === 'units' ? undefined : target.unit,
    },
    TerminateInstancesWithExpiration: fleet.terminateWithExpiration,
    Type: fleet.type,
    ValidFrom: time(fleet.validFrom),
    ValidUntil: time(fleet.validUntil),
    ReplaceUnhealthyInstances: fleet.replaceUnhealthy,
    SpotOptions: {
      AllocationStrategy: fleet.spotOptions?.AllocationStrategy ?? 'lowest-price',
      InstanceInterruptionBehavior: fleet.spotOptions?.InstanceInterruptionBehavior ?? 'terminate',
      InstancePoolsToUseCount: fleet.spotOptions?.InstancePoolsToUseCount,
    },
    OnDemandOptions: {
      AllocationStrategy: fleet.onDemandOptions?.AllocationStrategy ?? 'lowest-price',
    },
    Tags: [...fleet.tags],
    // Told of instant fleets alone; the others are asked for their instances and history.
    Errors: fleet.type === 'instant' ? toErrors(fleet) : undefined,
    Instances: fleet.type === 'instant' ? toLaunched(fleet) : undefined,
    Context: fleet.context,
  }
}

function specificationOf({
  LaunchTemplateSpecification: asked,
}: FleetLaunchTemplateConfigRequest): LaunchTemplateAndOverridesResponse['LaunchTemplateSpecification'] {
  return {
    LaunchTemplateId: asked?.LaunchTemplateId,
    LaunchTemplateName: asked?.LaunchTemplateName,
    Version: asked?.Version,
  }
}

function toOverrides(asked: FleetLaunchTemplateOverridesRequest): FleetLaunchTemplateOverrides {
  return {
    InstanceType: asked.InstanceType,
    MaxPrice: asked.MaxPrice,
    SubnetId: asked.SubnetId,
    AvailabilityZone: asked.AvailabilityZone,
    WeightedCapacity: asked.WeightedCapacity,
    Priority: asked.Priority,
    Placement: asked.Placement && { GroupName: asked.Placement.GroupName },
    InstanceRequirements: asked.InstanceRequirements,
    ImageId: asked.ImageId,
    BlockDeviceMappings: asked.BlockDeviceMappings,
  }
}

function poolName(
  { configs }: FleetRecord,
  { config, override }: Pick<FleetLaunch, 'config' | 'override'>,
): LaunchTemplateAndOverridesResponse {
  const found = configs[config]
  const given = override === undefined ? undefined : found?.Overrides?.[override]
  return {
    LaunchTemplateSpecification: found && specificationOf(found),
    Overrides: given && toOverrides(given),
  }
}

export function toErrors(fleet: FleetRecord): CreateFleetError[] {
  return fleet.errors.map((error) => ({
    LaunchTemplateAndOverrides: poolName(fleet, error),
    Lifecycle: error.lifecycle,
    ErrorCode: error.code,
    ErrorMessage: error.message,
  }))
}

/** What a fleet launched, one item for each pool. */
export function toLaunched(fleet: FleetRecord): CreateFleetInstance[] {
  const items = new Map<string, CreateFleetInstance & { InstanceIds: string[] }>()
  for (const launch of fleet.launches) {
    const { config, override, lifecycle, instanceType } = launch
    const key = [config, override, lifecycle, instanceType].join('|')
    const known = items.get(key)
    if (known) known.InstanceIds.push(launch.instanceId)
    else {
      items.set(key, {
        LaunchTemplateAndOverrides: poolName(fleet, launch),
        Lifecycle: lifecycle,
        InstanceIds: [launch.instanceId],
        InstanceType: instanceType as CreateFleetInstance['InstanceType'],
      })
    }
  }
  return [...items.values()]
}
