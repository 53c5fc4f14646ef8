import type { FeedItem, Output } from '@brume/console-api'
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'

export type Group = FeedItem<'auto-scaling-groups'>
export type Member = NonNullable<Group['Instances']>[number]
export type Policy = NonNullable<
  Output<'auto-scaling', 'DescribePolicies'>['ScalingPolicies']
>[number]
export type Schedule = NonNullable<
  Output<'auto-scaling', 'DescribeScheduledActions'>['ScheduledUpdateGroupActions']
>[number]
export type Activity = NonNullable<
  Output<'auto-scaling', 'DescribeScalingActivities'>['Activities']
>[number]

export const nameOfGroup = ({ AutoScalingGroupName = '' }: Group): string => AutoScalingGroupName

/** `web-template | Version $Latest`, the configuration's name, or the mixed policy's template. */
export function launchSourceOf(group: Group): { name: string; version: string } {
  const template =
    group.LaunchTemplate ?? group.MixedInstancesPolicy?.LaunchTemplate?.LaunchTemplateSpecification
  return {
    name: template?.LaunchTemplateName ?? group.LaunchConfigurationName ?? '',
    version: template ? (template.Version ?? '$Default') : '',
  }
}

export function subnetsOf({ VPCZoneIdentifier = '' }: Group): string[] {
  return VPCZoneIdentifier.split(',').filter((id) => id !== '')
}

/** The name in a target group's ARN: `…:targetgroup/web/6d0e…`. */
export function nameInArn(arn: string): string {
  return arn.split('/')[1] ?? arn
}

/** What a member is doing, in the few ways that a picture can show. */
export type Stage = 'coming' | 'serving' | 'unhealthy' | 'leaving' | 'aside' | 'warm'

export function stageOf({ LifecycleState, HealthStatus }: Member): Stage {
  const state: string = LifecycleState ?? ''
  if (state.startsWith('Warmed')) return 'warm'
  if (state.startsWith('Terminat') || state.startsWith('Detach')) return 'leaving'
  if (state === 'Standby' || state === 'EnteringStandby') return 'aside'
  if (HealthStatus === 'Unhealthy') return 'unhealthy'
  return state === 'InService' ? 'serving' : 'coming'
}

export const stageTypes: Readonly<Record<Stage, StatusIndicatorProps.Type>> = {
  coming: 'in-progress',
  serving: 'success',
  unhealthy: 'error',
  leaving: 'loading',
  aside: 'stopped',
  warm: 'pending',
}

/** Members by zone, every zone of the group among them. */
export function byZone(group: Group): ReadonlyMap<string, readonly Member[]> {
  const zones = new Map<string, Member[]>(
    (group.AvailabilityZones ?? []).map((zone) => [zone, []] as const),
  )
  for (const member of group.Instances ?? []) {
    const zone = member.AvailabilityZone ?? ''
    zones.set(zone, [...(zones.get(zone) ?? []), member])
  }
  return zones
}
