import type { ExitStandbyAnswer, ExitStandbyQuery } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { describeActivities } from '../activities/describe-activity.ts'
import { at } from '../activities/sentences.ts'
import { tell } from '../activities/tell.ts'
import { validationError } from '../errors.ts'
import { findLivingGroup, findMembers } from '../groups/find-group.ts'
import { groups } from '../groups/group.ts'
import { beginPass, change } from '../reconcile/pass.ts'
import { reconcile } from '../reconcile/reconcile.ts'

/** Puts instances back into service; the desired capacity grows by them. */
export const ExitStandby = operation<ExitStandbyQuery, ExitStandbyAnswer>(
  'ExitStandby',
  (ctx, input) => {
    const group = findLivingGroup(ctx, input.AutoScalingGroupName)
    const found = findMembers(ctx, group, input.InstanceIds)
    for (const { id, lifecycleState } of found) {
      if (lifecycleState !== 'Standby') {
        throw validationError(`The instance ${id} is not in Standby.`)
      }
    }
    const { minSize, maxSize, desiredCapacity: before } = group
    const after = before + found.reduce((sum, { weight }) => sum + weight, 0)
    if (after > maxSize) {
      throw validationError(
        `AutoScalingGroup ${group.id} has min-size=${minSize}, max-size=${maxSize}, and desired-size=${before}. To exit standby for ${found.length} more instance${found.length > 1 ? 's' : ''}, please update the AutoScalingGroup sizes appropriately.`,
      )
    }
    ctx.db.put(groups, { ...group, desiredCapacity: after })
    const pass = beginPass(ctx, group)
    const told = found.map((member) => {
      const activity = tell(ctx, group, {
        instanceId: member.id,
        description: `Moving EC2 instance out of Standby: ${member.id}`,
        cause: at(
          ctx.now,
          `instance ${member.id} was moved out of standby in response to a user request, increasing the capacity from ${before} to ${after}`,
        ),
        statusCode: 'PreInService',
        progress: 30,
        place: member,
      })
      change(pass, member, { lifecycleState: 'Pending', activityId: activity.id })
      return activity
    })
    reconcile(ctx, group.id)
    return { Activities: describeActivities(told) }
  },
)
