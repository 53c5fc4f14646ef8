import type { Context } from '../../engine/context.ts'
import { timerKey, timerRecords } from '../../engine/timers.ts'
import type { BudgetActionRecord } from './budget.ts'

const kind = 'budgets/action'

/** Carries an action out in a transaction of its own, in the Region that it is about, at once. */
export const actionTimer = {
  kind,
  set(ctx: Context, { id, definition }: BudgetActionRecord, what: 'execute' | 'reverse'): void {
    const region = definition.SsmActionDefinition?.Region ?? ctx.region
    const timer = { kind, id: timerKey(kind, id), subject: id, at: ctx.now, data: what }
    ctx.inRegion(region).put(timerRecords, timer)
  },
} as const
