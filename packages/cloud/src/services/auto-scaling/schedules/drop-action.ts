import type { Context } from '../../../engine/context.ts'
import { scheduledActions, scheduledActionTimer } from './scheduled-action.ts'

/** Forgets an action: it runs no more. */
export function dropAction(ctx: Context, id: string): void {
  ctx.db.delete(scheduledActions, id)
  ctx.timers.cancel(scheduledActionTimer, id)
}
