import type { Context } from '../../../engine/context.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import { snapshots, type SnapshotRecord } from './snapshot.ts'

/** The last archiving or restoring of a snapshot; what it has come to follows from its times. */
export interface Tiering {
  readonly operation: 'archival' | 'temporary-restore' | 'permanent-restore'
  readonly startTime: number
  readonly completeTime: number
  /** When the archive was complete. */
  readonly archivedAt: number
  /** Of a temporary restore: when it is archived again. */
  readonly restoreExpiresAt?: number
  readonly restoreDays?: number
}

/** Where a snapshot's blocks are: out of the archive alone it can be used. */
export function tierOf({ tiering }: SnapshotRecord, now: number): 'standard' | 'archive' {
  if (!tiering) return 'standard'
  if (tiering.operation === 'archival') return isDone(tiering, now) ? 'archive' : 'standard'
  if (!isDone(tiering, now)) return 'archive'
  return now >= (tiering.restoreExpiresAt ?? Infinity) ? 'archive' : 'standard'
}

export function isDone(tiering: Tiering, now: number): boolean {
  return now >= tiering.completeTime
}

export function tieringStatus(
  tiering: Tiering,
  now: number,
): `${Tiering['operation']}-${'in-progress' | 'completed'}` {
  return `${tiering.operation}-${isDone(tiering, now) ? 'completed' : 'in-progress'}`
}

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
