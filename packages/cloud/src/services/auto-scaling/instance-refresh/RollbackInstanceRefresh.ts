import type {
  RollbackInstanceRefreshAnswer,
  RollbackInstanceRefreshType,
} from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findGroup } from '../groups/find-group.ts'
import { wakeGroup } from '../instances/follow-member.ts'
import { beginPass } from '../reconcile/pass.ts'
import { noActiveRefresh } from './CancelInstanceRefresh.ts'
import { rollBack } from './end-refresh.ts'
import { isReversible } from './read-refresh.ts'
import { activeRefresh } from './refresh.ts'

/** Turns a refresh with a desired configuration round: what it has replaced is replaced by what the group launched before. */
export const RollbackInstanceRefresh = operation<
  RollbackInstanceRefreshType,
  RollbackInstanceRefreshAnswer
>('RollbackInstanceRefresh', (ctx, input) => {
  const group = findGroup(ctx, input.AutoScalingGroupName)
  const refresh = activeRefresh(ctx.db, group.id)
  const canTurn = refresh && refresh.status !== 'Cancelling' && !refresh.rollback
  if (!canTurn) throw noActiveRefresh(group.id)
  if (!isReversible(refresh.desired, refresh.previous)) {
    throw new AwsError(
      'IrreversibleInstanceRefresh',
      'The request failed because a desired configuration was not found or an incompatible launch template (uses a Systems Manager parameter instead of an AMI ID) or launch template version ($Latest or $Default) is present on the Auto Scaling group.',
    )
  }
  rollBack(beginPass(ctx, group), refresh)
  wakeGroup(ctx, group.id)
  return { InstanceRefreshId: refresh.id }
})
