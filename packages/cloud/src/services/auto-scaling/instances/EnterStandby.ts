import type { EnterStandbyAnswer, EnterStandbyQuery } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { describeActivities } from '../activities/describe-activity.ts'
import { at, words } from '../activities/sentences.ts'
import { tell } from '../activities/tell.ts'
import { validationError } from '../errors.ts'
import { findLivingGroup, findMembers } from '../groups/find-group.ts'
import { beginPass, change } from '../reconcile/pass.ts'
import { reconcile } from '../reconcile/reconcile.ts'
import { deregister } from '../traffic/targets.ts'
import { decrement } from './decrement.ts'

/** Takes instances out of service for a while: nobody balances to them, nobody looks at their health. */
export const EnterStandby = operation<EnterStandbyQuery, EnterStandbyAnswer>(
  'EnterStandby',
  (ctx, input) => {
    const group = findLivingGroup(ctx, input.AutoScalingGroupName)
    const found = findMembers(ctx, group, input.InstanceIds)
    for (const { id, lifecycleState } of found) {
      if (lifecycleState !== 'InService') {
        throw validationError(`The instance ${id} is not in InService.`)
      }
    }
    const shrinks = input.ShouldDecrementDesiredCapacity ?? false
    const before = group.desiredCapacity
    if (shrinks) decrement(ctx, group, found, 'To place into standby')
    const pass = beginPass(ctx, group)
    const told = found.map((member) => {
      const shrinking = shrinks ? `, ${words.shrinking(before, before - found.length)}` : ''
      const activity = tell(ctx, group, {
        instanceId: member.id,
        description: `Moving EC2 instance to Standby: ${member.id}`,
        cause: at(
          ctx.now,
          `instance ${member.id} was moved to standby in response to a user request${shrinking}`,
        ),
        statusCode: 'InProgress',
        progress: 50,
        place: member,
      })
      change(pass, member, { lifecycleState: 'EnteringStandby', activityId: activity.id })
      deregister(ctx, group, member.id)
      return activity
    })
    reconcile(ctx, group.id)
    return { Activities: describeActivities(told) }
  },
)
