import type { Context } from '../../../engine/context.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import { forgetGroup } from '../groups/forget-group.ts'
import { groups, reconcileTimer, type GroupRecord } from '../groups/group.ts'
import { advanceRefresh } from '../instance-refresh/advance-refresh.ts'
import { counts } from '../instances/member.ts'
import { advanceWarm } from '../warm-pools/advance-warm.ts'
import { keepPool } from '../warm-pools/keep-pool.ts'
import { isWarm } from '../warm-pools/warm-pool.ts'
import { advance } from './advance-member.ts'
import { balanceZones } from './balance-zones.ts'
import { examineHealth } from './examine-health.ts'
import { capacityOf, meetDesired } from './meet-desired.ts'
import { beginPass, changeGroup, type Pass } from './pass.ts'
import { endReplaced, markReplaced } from './replace-members.ts'

/**
 * Brings a group nearer to what it should be, and sets its timer to when there is more to do. Looks at each member a few
 * times, never at each for each.
 */
export function reconcile(ctx: Context, name: string): void {
  const group = ctx.db.get(groups, name)
  if (!group) {
    ctx.timers.cancel(reconcileTimer, name)
    return
  }
  const pass = beginPass(ctx, group)
  for (const member of pass.members()) {
    if (isWarm(member)) advanceWarm(pass, member)
    else advance(pass, member)
  }
  examineHealth(pass)
  markReplaced(pass)
  advanceRefresh(pass)
  endReplaced(pass)
  meetDesired(pass)
  balanceZones(pass)
  keepPool(pass)
  settle(pass)
}

/** What is over is over; what is not is looked at again. */
function settle(pass: Pass): void {
  const { ctx, group } = pass
  if (group.deleting && pass.members().length === 0) {
    forgetGroup(ctx, group)
    return
  }
  endScaling(pass)
  if (lacks(pass)) {
    for (const { until } of Object.values(pass.group.backOff ?? {})) {
      if (until > ctx.now) pass.wakeAt(until)
    }
  }
  const next = pass.nextWake()
  if (next === undefined) ctx.timers.cancel(reconcileTimer, group.id)
  else ctx.timers.set({ kind: reconcileTimer, id: group.id, at: Math.max(ctx.now, next) })
}

/** The desired capacity is reached: its cause explains nothing more, and a cooldown begins. */
function endScaling(pass: Pass): void {
  const { ctx, group } = pass
  const all = pass.members()
  const reached = capacityOf(all.filter(counts)) === group.desiredCapacity
  if (!reached) return
  const busy = all.some(({ lifecycleState: state }) => /^(Pending|Terminating)/.test(state))
  const { lastScaling, cause, toReplace } = group
  const ends = !busy && lastScaling && lastScaling.endedAt === undefined
  if (cause === undefined && toReplace === undefined && !ends) return
  const changes: Partial<GroupRecord> = {
    cause: undefined,
    toReplace: undefined,
    ...(ends && { lastScaling: { ...lastScaling, endedAt: ctx.now } }),
  }
  changeGroup(pass, changes)
}

/** Whether a launch that failed is still wanted: for capacity, or for the balance of zones. */
function lacks({ group }: Pass): boolean {
  return Object.keys(group.backOff ?? {}).length > 0
}

export const onReconcileTimer: TimerHandler = (ctx, { id }) => reconcile(ctx, id)
