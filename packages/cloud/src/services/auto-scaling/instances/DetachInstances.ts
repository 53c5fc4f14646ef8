import type { DetachInstancesAnswer, DetachInstancesQuery } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { at, words } from '../activities/sentences.ts'
import { tell } from '../activities/tell.ts'
import { describeActivities } from '../activities/describe-activity.ts'
import { findLivingGroup, findMembers } from '../groups/find-group.ts'
import { groupTag } from '../launch/launch-member.ts'
import { beginPass, change } from '../reconcile/pass.ts'
import { reconcile } from '../reconcile/reconcile.ts'
import { removeInstanceTag } from '../tags/instance-tags.ts'
import { deregister } from '../traffic/targets.ts'
import { decrement } from './decrement.ts'

/** Lets instances go on by themselves, with others in their place or without. */
export const DetachInstances = operation<DetachInstancesQuery, DetachInstancesAnswer>(
  'DetachInstances',
  (ctx, input) => {
    const group = findLivingGroup(ctx, input.AutoScalingGroupName)
    const found = findMembers(ctx, group, input.InstanceIds)
    const shrinks = input.ShouldDecrementDesiredCapacity ?? false
    const before = group.desiredCapacity
    if (shrinks) decrement(ctx, group, found, 'To detach')
    const pass = beginPass(ctx, group)
    const told = found.map((member) => {
      const shrinking = shrinks ? `, ${words.shrinking(before, before - found.length)}` : ''
      const activity = tell(ctx, group, {
        instanceId: member.id,
        description: `Detaching EC2 instance: ${member.id}`,
        cause: at(
          ctx.now,
          `instance ${member.id} was detached in response to a user request${shrinking}`,
        ),
        statusCode: 'InProgress',
        progress: 50,
        place: member,
      })
      change(pass, member, { lifecycleState: 'Detaching', activityId: activity.id })
      deregister(ctx, group, member.id)
      removeInstanceTag(ctx, member.id, groupTag(group).Key)
      return activity
    })
    reconcile(ctx, group.id)
    return { Activities: describeActivities(told) }
  },
)
