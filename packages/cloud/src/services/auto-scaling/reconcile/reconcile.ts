import type { Context } from '../../../engine/context.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import { groups, reconcileTimer } from '../groups/group.ts'

/** Brings a group nearer to what it should be; looks at each of its members once. */
export function reconcile(ctx: Context, name: string): void {
  const group = ctx.db.get(groups, name)
  if (!group) ctx.timers.cancel(reconcileTimer, name)
}

export const onReconcileTimer: TimerHandler = (ctx, { id }) => reconcile(ctx, id)
