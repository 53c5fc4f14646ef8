import type {
  ActivityType,
  TerminateInstanceInAutoScalingGroupType,
} from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { describeActivity } from '../activities/describe-activity.ts'
import { activities } from '../activities/activity.ts'
import { at, words } from '../activities/sentences.ts'
import { AwsError } from '../../../errors.ts'
import { unsupported, validationError } from '../errors.ts'
import { findGroup, findMember } from '../groups/find-group.ts'
import { groups } from '../groups/group.ts'
import { endMember } from '../reconcile/end-member.ts'
import { beginPass } from '../reconcile/pass.ts'
import { reconcile } from '../reconcile/reconcile.ts'

/**
 * Terminates a member, with another in its place or without.
 * @limits One instance at a time: `InstanceIds` is refused.
 */
export const TerminateInstanceInAutoScalingGroup = operation<
  TerminateInstanceInAutoScalingGroupType,
  ActivityType
>('TerminateInstanceInAutoScalingGroup', (ctx, input) => {
  if (input.InstanceIds?.length) throw unsupported('The member InstanceIds')
  const member = findMember(ctx, input.InstanceId)
  const group = findGroup(ctx, member.group)
  if (member.lifecycleState.startsWith('Terminat')) {
    throw new AwsError(
      'ScalingActivityInProgress',
      `Scaling activity ${member.activityId ?? ''} is in progress and blocks this action`,
    )
  }
  const { desiredCapacity: before, minSize } = group
  const shrinks = input.ShouldDecrementDesiredCapacity ?? false
  const after = before - member.weight
  if (shrinks && after < minSize) {
    throw validationError(
      `Currently, desiredSize equals minSize (${minSize}). Terminating instance without replacement will violate group's min size constraint. Either set shouldDecrementDesiredCapacity flag to false or lower group's min size.`,
    )
  }
  if (shrinks) ctx.db.put(groups, { ...group, desiredCapacity: after })
  const shrinking = shrinks ? `, ${words.shrinking(before, after)}` : ''
  const { id } = endMember(
    beginPass(ctx, group),
    member,
    at(
      ctx.now,
      `instance ${member.id} was taken out of service in response to a user request${shrinking}`,
    ),
  )
  reconcile(ctx, group.id)
  const activity = ctx.db.get(activities, id)
  return activity ? { Activity: describeActivity(activity) } : {}
})
