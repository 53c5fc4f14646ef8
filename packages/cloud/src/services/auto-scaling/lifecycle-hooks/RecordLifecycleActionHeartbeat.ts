import type { RecordLifecycleActionHeartbeatType } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { reconcile } from '../reconcile/reconcile.ts'
import { changeAction, findAction } from './find-action.ts'

/** An action that is heard of waits its timeout anew, as far as its global timeout goes. */
export const RecordLifecycleActionHeartbeat = operation<RecordLifecycleActionHeartbeatType, object>(
  'RecordLifecycleActionHeartbeat',
  (ctx, input) => {
    const { member, action, hook } = findAction(ctx, input)
    const until = Math.min(action.atMost, ctx.now + hook.heartbeatTimeout * 1000)
    changeAction(ctx, member, action, { until })
    reconcile(ctx, member.group)
    return {}
  },
)
