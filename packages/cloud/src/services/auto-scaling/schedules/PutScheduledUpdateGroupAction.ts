import type { PutScheduledUpdateGroupActionType } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { findLivingGroup } from '../groups/find-group.ts'
import { readAction } from './read-action.ts'
import { scheduleAction } from './run-action.ts'

/**
 * Says what a group's sizes are to be at a time or, by a cron expression in a time zone, again and again.
 * @limits 125 actions a group.
 */
export const PutScheduledUpdateGroupAction = operation<PutScheduledUpdateGroupActionType, object>(
  'PutScheduledUpdateGroupAction',
  (ctx, input) => {
    const group = findLivingGroup(ctx, input.AutoScalingGroupName)
    const StartTime = input.StartTime ?? input.Time
    scheduleAction(ctx, readAction(ctx, group, { ...input, StartTime }))
    return {}
  },
)
