import type { AutoScalingGroup, TagDescription } from '@aws-sdk/client-auto-scaling'
import { zoneIdOf } from '../../../catalogue/regions.ts'
import type { ReadRecords } from '../../../engine/collection.ts'
import { describeMember } from '../instances/describe-member.ts'
import { members } from '../instances/member.ts'
import { metricGranularity } from '../metrics/metric-names.ts'
import { processNames } from './processes.ts'
import { describePool } from '../warm-pools/describe-pool.ts'
import { isWarm } from '../warm-pools/warm-pool.ts'
import type { GroupRecord, GroupTag } from './group.ts'

/** A group as DescribeAutoScalingGroups tells it. */
export function describeGroup(
  db: ReadRecords,
  group: GroupRecord,
  includeInstances = true,
): AutoScalingGroup {
  return {
    AutoScalingGroupName: group.id,
    AutoScalingGroupARN: group.arn,
    ...describeLaunch(group),
    MinSize: group.minSize,
    MaxSize: group.maxSize,
    DesiredCapacity: group.desiredCapacity,
    DesiredCapacityType: group.desiredCapacityType,
    DefaultCooldown: group.defaultCooldown,
    AvailabilityZones: [...group.zones],
    AvailabilityZoneIds: group.zones.flatMap((zone) => zoneIdOf(zone) ?? []),
    LoadBalancerNames: [],
    TargetGroupARNs: group.trafficSources.map(({ identifier }) => identifier),
    TrafficSources: group.trafficSources.map(({ identifier, type }) => ({
      Identifier: identifier,
      Type: type,
    })),
    HealthCheckType: group.healthCheckTypes.join(','),
    HealthCheckGracePeriod: group.healthCheckGracePeriod,
    Instances: includeInstances
      ? db
          .by(members, 'group', group.id)
          .filter((member) => !isWarm(member))
          .map((member) => describeMember(member))
      : [],
    CreatedTime: new Date(group.createTime),
    SuspendedProcesses: processNames.flatMap((ProcessName) => {
      const SuspensionReason = group.suspended[ProcessName]
      return SuspensionReason === undefined ? [] : { ProcessName, SuspensionReason }
    }),
    PlacementGroup: group.placementGroup,
    VPCZoneIdentifier: group.subnetIds.join(','),
    EnabledMetrics: group.enabledMetrics.map((Metric) => ({
      Metric,
      Granularity: metricGranularity,
    })),
    Status: group.deleting ? 'Delete in progress' : undefined,
    Tags: group.tags.map((tag) => describeTag(group.id, tag)),
    TerminationPolicies: [...group.terminationPolicies],
    NewInstancesProtectedFromScaleIn: group.newInstancesProtected,
    ServiceLinkedRoleARN: group.serviceLinkedRoleArn,
    MaxInstanceLifetime: group.maxInstanceLifetime,
    CapacityRebalance: group.capacityRebalance || undefined,
    Context: group.context,
    DefaultInstanceWarmup: group.defaultInstanceWarmup,
    InstanceMaintenancePolicy: group.maintenancePolicy,
    DeletionProtection: group.deletionProtection ?? 'none',
    AvailabilityZoneDistribution: { CapacityDistributionStrategy: group.zoneStrategy },
    AvailabilityZoneImpairmentPolicy: group.impairmentPolicy ?? { ZonalShiftEnabled: false },
    WarmPoolConfiguration: describePool(db, group.id),
    WarmPoolSize: warmSize(db, group.id),
    CapacityReservationSpecification: group.capacityReservation ?? {
      CapacityReservationPreference: 'default',
    },
  }
}

function warmSize(db: ReadRecords, group: string): number | undefined {
  return db.by(members, 'group', group).filter(isWarm).length || undefined
}

function describeLaunch({
  launch,
}: GroupRecord): Pick<
  AutoScalingGroup,
  'LaunchTemplate' | 'LaunchConfigurationName' | 'MixedInstancesPolicy'
> {
  switch (launch.kind) {
    case 'template':
      return {
        LaunchTemplate: {
          LaunchTemplateId: launch.templateId,
          LaunchTemplateName: launch.templateName,
          Version: launch.version,
        },
      }
    case 'configuration':
      return { LaunchConfigurationName: launch.name }
    case 'mixed':
      return { MixedInstancesPolicy: launch.policy }
  }
}

export function describeTag(group: string, tag: GroupTag): TagDescription {
  return { ResourceId: group, ResourceType: 'auto-scaling-group', ...tag }
}
