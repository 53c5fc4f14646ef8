import type { Context } from '../../../engine/context.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import { snapshots, type SnapshotRecord } from './snapshot.ts'
import type { Tiering } from './tier.ts'

export const tieringTimer = 'ec2/snapshot-tiering'

/** Begins a move: its steps tell who watches the snapshot. */
export function startTiering(ctx: Context, snapshot: SnapshotRecord, tiering: Tiering): void {
  ctx.db.put(snapshots, { ...snapshot, tiering })
  const { completeTime: at } = tiering
  ctx.timers.set({ kind: tieringTimer, id: snapshot.id, at, transition: true })
}

/** The move is over, perhaps before its time, or what was lent is archived again. */
export const onTieringTimer: TimerHandler = (ctx, { id }) => {
  const snapshot = ctx.db.get(snapshots, id)
  if (!snapshot?.tiering) return
  const completeTime = Math.min(ctx.now, snapshot.tiering.completeTime)
  const archivedAt = Math.min(ctx.now, snapshot.tiering.archivedAt)
  ctx.db.put(snapshots, { ...snapshot, tiering: { ...snapshot.tiering, completeTime, archivedAt } })
  const { restoreExpiresAt: at } = snapshot.tiering
  if (at !== undefined && at > ctx.now) ctx.timers.set({ kind: tieringTimer, id, at })
}
