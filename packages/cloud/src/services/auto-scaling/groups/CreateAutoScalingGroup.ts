import type { CreateAutoScalingGroupType } from '@aws-sdk/client-auto-scaling'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { ensureServiceLinkedRole } from '../../iam/service-linked-roles/ensure-role.ts'
import { unsupported, validationError } from '../errors.ts'
import { configurationOfInstance } from '../launch-configurations/of-instance.ts'
import { putHook } from '../lifecycle-hooks/put-hook.ts'
import { setDesired } from '../reconcile/set-desired.ts'
import { readTags } from '../tags/read-tags.ts'
import { readSources } from '../traffic/read-sources.ts'
import { checkGroup } from './check-group.ts'
import { groups, type GroupRecord, type LaunchSource } from './group.ts'
import { maxGroups } from './limits.ts'
import { oneOf, readLaunch } from './read-launch.ts'
import { readPlaces } from './read-places.ts'
import { readSettings } from './read-settings.ts'

/**
 * Makes a group, and launches its instances.
 * @limits 5,000 groups in a Region. Classic load balancers, VPC Lattice target groups, EBS health checks, zonal shift, capacity
 *   reservations, retained instances and Lambda termination policies are refused.
 * @differs Instances are launched before the call is answered; AWS takes some seconds to begin.
 */
export const CreateAutoScalingGroup = operation<CreateAutoScalingGroupType, object>(
  'CreateAutoScalingGroup',
  (ctx, input) => {
    const name = input.AutoScalingGroupName ?? ''
    if (ctx.db.get(groups, name)) {
      throw new AwsError(
        'AlreadyExists',
        `AutoScalingGroup by this name already exists - A group with the name ${name} already exists`,
      )
    }
    if (name.includes(':')) throw validationError('AutoScalingGroup name cannot contain a colon')
    if (ctx.db.count(groups) >= maxGroups) {
      throw new AwsError(
        'LimitExceeded',
        `AutoScalingGroup limit exceeded - You have already reached the limit of ${maxGroups} Auto Scaling groups`,
      )
    }
    if (input.LoadBalancerNames?.length)
      throw unsupported('LoadBalancerNames (Classic Load Balancer)')
    if (input.Operator) throw unsupported('Operator')
    const group = readGroup(ctx, name, input)
    checkGroup(group)
    ctx.db.put(groups, { ...group, desiredCapacity: 0 })
    for (const hook of input.LifecycleHookSpecificationList ?? []) putHook(ctx, group, hook)
    const { desiredCapacity } = group
    setDesired(
      ctx,
      { ...group, desiredCapacity: 0 },
      desiredCapacity,
      'a user request created an AutoScalingGroup',
    )
    return {}
  },
)

function readGroup(ctx: Context, name: string, input: CreateAutoScalingGroupType): GroupRecord {
  const launch = readSource(ctx, name, input)
  const places = readPlaces(ctx, input)
  if (!places) throw validationError('At least one Availability Zone or VPC Subnet is required.')
  return {
    id: name,
    arn: `arn:aws:autoscaling:${ctx.region}:${ctx.account}:autoScalingGroup:${ctx.chance.uuid()}:autoScalingGroupName/${name}`,
    createTime: ctx.now,
    minSize: 0,
    maxSize: 0,
    zoneStrategy: 'balanced-best-effort',
    healthCheckTypes: ['EC2'],
    healthCheckGracePeriod: 0,
    defaultCooldown: 300,
    terminationPolicies: ['Default'],
    newInstancesProtected: false,
    capacityRebalance: false,
    suspended: {},
    enabledMetrics: [],
    ...readSettings(input),
    ...places,
    launch,
    desiredCapacity: input.DesiredCapacity ?? input.MinSize ?? 0,
    serviceLinkedRoleArn:
      input.ServiceLinkedRoleARN ?? ensureServiceLinkedRole(ctx, 'autoscaling.amazonaws.com').arn,
    trafficSources: readSources(ctx, [
      ...(input.TargetGroupARNs ?? []).map((Identifier) => ({ Identifier })),
      ...(input.TrafficSources ?? []),
    ]),
    tags: readTags(name, input.Tags),
  }
}

/** An instance stands for a launch configuration that is made from it, named as the group. */
function readSource(ctx: Context, name: string, input: CreateAutoScalingGroupType): LaunchSource {
  const { InstanceId: instanceId } = input
  const launch = readLaunch(ctx, input)
  if (instanceId === undefined) {
    if (!launch) throw oneOf()
    return launch
  }
  if (launch) throw oneOf()
  return { kind: 'configuration', name: configurationOfInstance(ctx, name, instanceId).id }
}
