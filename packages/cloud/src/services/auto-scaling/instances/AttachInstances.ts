import type { AttachInstancesQuery } from '@aws-sdk/client-auto-scaling'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { instances, type InstanceRecord } from '../../ec2/instances/instance.ts'
import { at } from '../activities/sentences.ts'
import { tell } from '../activities/tell.ts'
import { validationError } from '../errors.ts'
import { findLivingGroup } from '../groups/find-group.ts'
import { groups, type GroupRecord } from '../groups/group.ts'
import { groupTag } from '../launch/launch-member.ts'
import { putInstanceTag } from '../tags/instance-tags.ts'
import { reconcile } from '../reconcile/reconcile.ts'
import { members } from './member.ts'

/** Makes running instances members of a group, whose desired capacity grows by them. */
export const AttachInstances = operation<AttachInstancesQuery, object>(
  'AttachInstances',
  (ctx, input) => {
    const group = findLivingGroup(ctx, input.AutoScalingGroupName)
    const ids = [...new Set(input.InstanceIds)]
    if (ids.length === 0) throw validationError('InstanceIds must not be empty')
    const attached = ids.map((id) => findAttachable(ctx, group, id))
    const { minSize, maxSize, desiredCapacity } = group
    const next = desiredCapacity + attached.length
    if (next > maxSize) {
      throw validationError(
        `AutoScalingGroup ${group.id} has min-size=${minSize}, max-size=${maxSize}, and desired-size=${desiredCapacity}. To attach ${attached.length} more instance${attached.length > 1 ? 's' : ''}, please update the AutoScalingGroup sizes appropriately.`,
      )
    }
    for (const instance of attached) attach(ctx, group, instance)
    ctx.db.put(groups, { ...group, desiredCapacity: next })
    reconcile(ctx, group.id)
    return {}
  },
)

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-attach-detach-instances.html */
function findAttachable(ctx: Context, group: GroupRecord, id: string): InstanceRecord {
  const instance = ctx.db.get(instances, id)
  if (!instance) throw validationError(`Invalid Instance ID: ${id}`)
  const member = ctx.db.get(members, id)
  if (member) {
    throw validationError(`Instance ${id} is already part of AutoScalingGroup:${member.group}`)
  }
  if (instance.state !== 'running') {
    throw validationError(`Instance ${id} is not in correct state.`)
  }
  if (!group.zones.includes(instance.availabilityZone)) {
    throw validationError(
      `The availability zone ${instance.availabilityZone} of instance ${id} is not one of the Auto Scaling group's.`,
    )
  }
  return instance
}

function attach(ctx: Context, group: GroupRecord, instance: InstanceRecord): void {
  const activity = tell(ctx, group, {
    instanceId: instance.id,
    description: `Attaching an existing EC2 instance: ${instance.id}`,
    cause: at(ctx.now, 'an instance was attached in response to a user request'),
    statusCode: 'PreInService',
    progress: 30,
    place: instance,
  })
  putInstanceTag(ctx, instance.id, groupTag(group))
  ctx.db.put(members, {
    id: instance.id,
    group: group.id,
    lifecycleState: 'Pending',
    stateSince: ctx.now,
    healthStatus: 'Healthy',
    protectedFromScaleIn: group.newInstancesProtected,
    instanceType: instance.instanceType,
    imageId: instance.imageId,
    availabilityZone: instance.availabilityZone,
    subnetId: instance.subnetId,
    isSpot: instance.lifecycle === 'spot',
    weight: 1,
    joinedAt: ctx.now,
    activityId: activity.id,
  })
}
