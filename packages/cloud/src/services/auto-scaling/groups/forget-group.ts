import type { Collection, Stored } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { hooks } from '../lifecycle-hooks/hook.ts'
import { notices, notifications } from '../notifications/notice.ts'
import { refreshes } from '../instance-refresh/refresh.ts'
import { policies } from '../policies/policy.ts'
import { dropPolicy } from '../policies/tracking-alarms.ts'
import { dropAction } from '../schedules/drop-action.ts'
import { scheduledActions } from '../schedules/scheduled-action.ts'
import { warmPools } from '../warm-pools/warm-pool.ts'
import { groups, reconcileTimer, type GroupRecord } from './group.ts'

/** The group is gone, with all that was kept for it; its history stays as long as AWS keeps it. */
export function forgetGroup(ctx: Context, { id }: GroupRecord): void {
  ctx.timers.cancel(reconcileTimer, id)
  forget(ctx, hooks, id)
  forget(ctx, notifications, id)
  forget(ctx, notices, id)
  forget(ctx, refreshes, id)
  for (const policy of [...ctx.db.by(policies, 'group', id)]) dropPolicy(ctx, policy)
  for (const action of [...ctx.db.by(scheduledActions, 'group', id)]) dropAction(ctx, action.id)
  ctx.db.delete(warmPools, id)
  ctx.db.delete(groups, id)
}

function forget<R extends Stored>(ctx: Context, of: Collection<R, 'group'>, group: string): void {
  for (const { id } of [...ctx.db.by(of, 'group', group)]) ctx.db.delete(of, id)
}
