import type { AutoScalingInstanceDetails, Instance } from '@aws-sdk/client-auto-scaling'
import { zoneIdOf } from '../../../catalogue/regions.ts'
import type { MemberRecord } from './member.ts'

/** A member as its group lists it. */
export function describeMember(member: MemberRecord): Instance {
  return {
    InstanceId: member.id,
    InstanceType: member.instanceType,
    AvailabilityZone: member.availabilityZone,
    AvailabilityZoneId: zoneIdOf(member.availabilityZone),
    LifecycleState: member.lifecycleState,
    HealthStatus: member.healthStatus,
    ...describeMemberLaunch(member),
    ImageId: member.imageId,
    ProtectedFromScaleIn: member.protectedFromScaleIn,
    WeightedCapacity: member.weightedCapacity,
  }
}

/** The same for DescribeAutoScalingInstances, which shouts its health. */
export function describeMemberDetails(member: MemberRecord): AutoScalingInstanceDetails {
  return {
    ...describeMember(member),
    AutoScalingGroupName: member.group,
    HealthStatus: member.healthStatus.toUpperCase(),
  }
}

function describeMemberLaunch({
  launch,
}: MemberRecord): Pick<Instance, 'LaunchTemplate' | 'LaunchConfigurationName'> {
  if (!launch) return {}
  if (launch.kind === 'configuration') return { LaunchConfigurationName: launch.name }
  return {
    LaunchTemplate: {
      LaunchTemplateId: launch.templateId,
      LaunchTemplateName: launch.templateName,
      Version: String(launch.version),
    },
  }
}
