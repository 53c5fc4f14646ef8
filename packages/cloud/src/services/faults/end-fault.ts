import type { Context } from '../../engine/context.ts'
import type { TimerHandler } from '../../engine/timers.ts'
import { faults, faultTimer } from './fault.ts'
import { faultKinds } from './kinds.ts'

/** Takes a fault back, with what it had changed; false when there is none. In the Region that it was made in. */
export function endFault(ctx: Context, id: string): boolean {
  const fault = ctx.db.get(faults, id)
  if (!fault) return false
  ctx.db.delete(faults, id)
  ctx.timers.cancel(faultTimer, id)
  faultKinds[fault.kind].end?.(ctx, fault)
  return true
}

export const onFaultTimer: TimerHandler = (ctx, { id }) => {
  endFault(ctx, id)
}
