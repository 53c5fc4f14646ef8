import type { Context } from '../../../engine/context.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import { groups } from '../groups/group.ts'
import { setDesired } from '../reconcile/set-desired.ts'
import { dropAction } from './drop-action.ts'
import { readRecurrence } from './recurrence.ts'
import {
  scheduledActions,
  scheduledActionTimer,
  type ScheduledActionRecord,
} from './scheduled-action.ts'

/** Keeps an action and waits for its time. */
export function scheduleAction(ctx: Context, action: ScheduledActionRecord): void {
  ctx.db.put(scheduledActions, action)
  ctx.timers.set({ kind: scheduledActionTimer, id: action.id, at: action.nextTime })
}

/** One that recurs waits for its next time, all others are over: AWS forgets them when they have run. */
export const onScheduledActionTimer: TimerHandler = (ctx, { id }) => {
  const action = ctx.db.get(scheduledActions, id)
  if (!action) return
  const { recurrence, timeZone, endTime = Infinity } = action
  const next = recurrence && readRecurrence(recurrence, timeZone)?.next(ctx.now)
  if (next && next <= endTime) scheduleAction(ctx, { ...action, nextTime: next })
  else dropAction(ctx, id)
  runAction(ctx, action)
}

/** Does what UpdateAutoScalingGroup would do; what that would refuse is left undone. */
function runAction(ctx: Context, action: ScheduledActionRecord): void {
  const group = ctx.db.get(groups, action.group)
  if (!group || group.deleting || group.suspended.ScheduledActions !== undefined) return
  const minSize = action.minSize ?? group.minSize
  const maxSize = action.maxSize ?? group.maxSize
  const { desiredCapacity = Math.min(maxSize, Math.max(minSize, group.desiredCapacity)) } = action
  if (minSize > maxSize || desiredCapacity < minSize || desiredCapacity > maxSize) return
  setDesired(
    ctx,
    { ...group, minSize, maxSize },
    desiredCapacity,
    `a scheduled action update of AutoScalingGroup constraints to min: ${minSize}, max: ${maxSize}, desired: ${desiredCapacity}`,
  )
}
