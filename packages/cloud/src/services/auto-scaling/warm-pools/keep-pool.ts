import { at, sentences, words } from '../activities/sentences.ts'
import { tell } from '../activities/tell.ts'
import type { MemberRecord } from '../instances/member.ts'
import { spreadOf } from '../launch/places.ts'
import { launchSomewhere, open } from '../reconcile/meet-desired.ts'
import { change, isSuspended, type Pass } from '../reconcile/pass.ts'
import { advanceWarm } from './advance-warm.ts'
import { isLeavingPool, isWarm, poolSize, warmPools } from './warm-pool.ts'

/** Fills a group's pool, or ends what it has too much of. */
export function keepPool(pass: Pass): void {
  const { ctx, group } = pass
  const pool = ctx.db.get(warmPools, group.id)
  if (!pool) return
  const warm = pass.members().filter(isWarm)
  if (pool.deleting && warm.length === 0) {
    ctx.db.delete(warmPools, group.id)
    return
  }
  const kept = warm.filter((member) => !isLeavingPool(member))
  const wanted = group.deleting ? 0 : poolSize(ctx.db, group)
  if (kept.length < wanted) fill(pass, kept, wanted)
  // The newest go first: they have prepared the least.
  for (const member of kept.toReversed().slice(0, Math.max(0, kept.length - wanted))) {
    endWarm(pass, member, kept.length, wanted)
  }
}

function fill(pass: Pass, kept: readonly MemberRecord[], wanted: number): void {
  const { ctx, group } = pass
  if (isSuspended(group, 'Launch')) return
  const source = open(pass)
  if (!source) return
  const spread = spreadOf(ctx, group, kept)
  const cause = at(ctx.now, words.warmed(kept.length, wanted))
  for (let count = kept.length; count < wanted; count += 1) {
    const made = launchSomewhere(pass, source, spread, kept, cause, {
      lifecycleState: 'Warmed:Pending',
    })
    if (!made) return
  }
}

/** Begins to terminate an instance of the pool. */
export function endWarm(pass: Pass, member: MemberRecord, from: number, to: number): void {
  const { ctx, group } = pass
  if (isSuspended(group, 'Terminate')) return
  const activity = tell(ctx, group, {
    instanceId: member.id,
    description: `Terminating EC2 instance from warm pool: ${member.id}`,
    cause: sentences(at(ctx.now, words.cooled(from, to)), at(ctx.now, words.selected(member.id))),
    statusCode: 'InProgress',
    progress: 0,
    place: member,
  })
  const ending = change(pass, member, {
    lifecycleState: 'Warmed:Terminating',
    waiting: undefined,
    activityId: activity.id,
  })
  advanceWarm(pass, ending)
}
