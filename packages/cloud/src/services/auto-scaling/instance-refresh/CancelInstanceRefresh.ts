import type {
  CancelInstanceRefreshAnswer,
  CancelInstanceRefreshType,
} from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findGroup } from '../groups/find-group.ts'
import { wakeGroup } from '../instances/follow-member.ts'
import { activeRefresh, refreshes } from './refresh.ts'

/** Stops a refresh, or a rollback, once what is under way is done; what it has replaced stays. */
export const CancelInstanceRefresh = operation<
  CancelInstanceRefreshType,
  CancelInstanceRefreshAnswer
>('CancelInstanceRefresh', (ctx, input) => {
  const group = findGroup(ctx, input.AutoScalingGroupName)
  const refresh = activeRefresh(ctx.db, group.id)
  if (!refresh || refresh.status === 'Cancelling') throw noActiveRefresh(group.id)
  const { WaitForTransitioningInstances: waits = true } = input
  ctx.db.put(refreshes, { ...refresh, status: 'Cancelling', abrupt: !waits, pauseUntil: undefined })
  wakeGroup(ctx, group.id)
  return { InstanceRefreshId: refresh.id }
})

export function noActiveRefresh(group: string): AwsError {
  return new AwsError(
    'ActiveInstanceRefreshNotFound',
    `No in progress or pending Instance Refresh found for Auto Scaling group ${group}`,
  )
}
