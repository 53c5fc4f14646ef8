import type {
  StartInstanceRefreshAnswer,
  StartInstanceRefreshType,
} from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findLivingGroup } from '../groups/find-group.ts'
import { wakeGroup } from '../instances/follow-member.ts'
import { readRefresh } from './read-refresh.ts'
import { activeRefresh, refreshes } from './refresh.ts'

/**
 * Replaces a group's instances a few at a time, by what the group launches now or by a desired configuration, with checkpoints,
 * rollback, and a look at alarms.
 * @limits One refresh of a group at a time; the rolling strategy alone.
 * @differs What keeps it from going on for an hour fails it, whatever that is. Instances of a warm pool are left alone.
 */
export const StartInstanceRefresh = operation<StartInstanceRefreshType, StartInstanceRefreshAnswer>(
  'StartInstanceRefresh',
  (ctx, input) => {
    const group = findLivingGroup(ctx, input.AutoScalingGroupName)
    if (activeRefresh(ctx.db, group.id)) {
      throw new AwsError(
        'InstanceRefreshInProgress',
        'An Instance Refresh is already in progress and blocks the execution of this Instance Refresh.',
      )
    }
    const refresh = readRefresh(ctx, group, input)
    ctx.db.put(refreshes, refresh)
    wakeGroup(ctx, group.id)
    return { InstanceRefreshId: refresh.id }
  },
)
