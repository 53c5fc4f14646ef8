import type { Context } from '../../engine/context.ts'
import { timerKey, timerRecords } from '../../engine/timers.ts'
import { budgetHome, budgetTimer } from './budget-timer.ts'

/** Has the budgets looked at right after this transaction, whichever Region was asked. */
export function lookSoon(ctx: Context): void {
  const timer = { kind: budgetTimer, subject: 'all', at: ctx.now }
  ctx.inRegion(budgetHome).put(timerRecords, { ...timer, id: timerKey(budgetTimer, 'all') })
}
