import type { LockedSnapshotsInfo, LockState } from '@aws-sdk/client-ec2'
import type { SnapshotRecord } from './snapshot.ts'

/** Keeps a snapshot from being deleted for some days. */
export interface SnapshotLock {
  readonly mode: 'governance' | 'compliance'
  /** Whole ones, but for a lock until a moment. */
  readonly days: number
  readonly createdAt: number
  /** Of compliance: as long as it can be taken back. */
  readonly coolOffHours?: number
}

export const dayMs = 24 * 3_600_000
const hourMs = 3_600_000

/** Its days count from when the snapshot is complete. */
export function lockStart(snapshot: SnapshotRecord, lock: SnapshotLock): number {
  return Math.max(lock.createdAt, snapshot.completionTime)
}

export function lockEnd(snapshot: SnapshotRecord, lock: SnapshotLock): number {
  return lockStart(snapshot, lock) + lock.days * dayMs
}

function coolOffEnd({ createdAt, coolOffHours = 0 }: SnapshotLock): number {
  return createdAt + coolOffHours * hourMs
}

/** Undefined: it was never locked, or was unlocked. */
export function lockState(snapshot: SnapshotRecord, now: number): LockState | undefined {
  const { lock } = snapshot
  if (!lock) return undefined
  if (now >= lockEnd(snapshot, lock)) return 'expired'
  if (lock.mode === 'governance') return 'governance'
  return now < coolOffEnd(lock) ? 'compliance-cooloff' : 'compliance'
}

export function isLocked(snapshot: SnapshotRecord, now: number): boolean {
  const state = lockState(snapshot, now)
  return state !== undefined && state !== 'expired'
}

/** The SDK's shape; LockSnapshot answers with its parts too. */
export function toLock(snapshot: SnapshotRecord, now: number): LockedSnapshotsInfo {
  const { lock } = snapshot
  if (!lock) return { SnapshotId: snapshot.id, OwnerId: snapshot.ownerId }
  return {
    SnapshotId: snapshot.id,
    OwnerId: snapshot.ownerId,
    LockState: lockState(snapshot, now),
    LockDuration: Math.ceil(lock.days),
    CoolOffPeriod: lock.coolOffHours,
    CoolOffPeriodExpiresOn: lock.coolOffHours ? new Date(coolOffEnd(lock)) : undefined,
    LockCreatedOn: new Date(lock.createdAt),
    LockDurationStartTime:
      snapshot.state === 'completed' ? new Date(lockStart(snapshot, lock)) : undefined,
    LockExpiresOn: new Date(lockEnd(snapshot, lock)),
  }
}
