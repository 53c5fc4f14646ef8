import type {
  CreateAutoScalingGroupType,
  UpdateAutoScalingGroupType,
} from '@aws-sdk/client-auto-scaling'
import { unsupported } from '../errors.ts'
import type { GroupRecord } from './group.ts'

type SettingsInput = Partial<
  Pick<
    UpdateAutoScalingGroupType,
    keyof CreateAutoScalingGroupType & keyof UpdateAutoScalingGroupType
  >
>

/** Those settings of a group that a call names and that stand for themselves. */
export function readSettings(input: SettingsInput): Partial<GroupRecord> {
  refuse(input)
  const { InstanceMaintenancePolicy: maintenance, MaxInstanceLifetime: lifetime } = input
  return defined({
    minSize: input.MinSize,
    maxSize: input.MaxSize,
    desiredCapacityType: input.DesiredCapacityType,
    defaultCooldown: input.DefaultCooldown,
    healthCheckGracePeriod: input.HealthCheckGracePeriod,
    newInstancesProtected: input.NewInstancesProtectedFromScaleIn,
    capacityRebalance: input.CapacityRebalance,
    deletionProtection: input.DeletionProtection,
    placementGroup: input.PlacementGroup,
    context: input.Context,
    serviceLinkedRoleArn: input.ServiceLinkedRoleARN,
    zoneStrategy: input.AvailabilityZoneDistribution?.CapacityDistributionStrategy,
    impairmentPolicy: input.AvailabilityZoneImpairmentPolicy,
    capacityReservation: input.CapacityReservationSpecification,
    ...(input.HealthCheckType !== undefined && {
      healthCheckTypes: input.HealthCheckType.split(',').map((type) => type.trim()),
    }),
    ...(input.TerminationPolicies !== undefined && {
      terminationPolicies:
        input.TerminationPolicies.length > 0 ? input.TerminationPolicies : ['Default'],
    }),
    // These are taken back by a value of their own.
    ...(maintenance && { maintenancePolicy: isCleared(maintenance) ? null : maintenance }),
    ...(lifetime !== undefined && { maxInstanceLifetime: lifetime === 0 ? null : lifetime }),
    ...(input.DefaultInstanceWarmup !== undefined && {
      defaultInstanceWarmup:
        input.DefaultInstanceWarmup === -1 ? null : input.DefaultInstanceWarmup,
    }),
  })
}

function isCleared(policy: NonNullable<SettingsInput['InstanceMaintenancePolicy']>): boolean {
  return policy.MinHealthyPercentage === -1 && policy.MaxHealthyPercentage === -1
}

/** Members that are not set leave what there is; null takes it away. */
function defined(members: Record<string, unknown>): Partial<GroupRecord> {
  return Object.fromEntries(
    Object.entries(members)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, value ?? undefined]),
  )
}

function refuse(input: SettingsInput): void {
  const reservation = input.CapacityReservationSpecification
  const preference = reservation?.CapacityReservationPreference
  if (reservation && preference !== 'default' && preference !== 'none') {
    throw unsupported('CapacityReservationSpecification')
  }
  if (input.AvailabilityZoneImpairmentPolicy?.ZonalShiftEnabled) {
    throw unsupported('AvailabilityZoneImpairmentPolicy with zonal shift')
  }
  if (input.InstanceLifecyclePolicy?.RetentionTriggers?.TerminateHookAbandon === 'retain') {
    throw unsupported('InstanceLifecyclePolicy with retention')
  }
}
