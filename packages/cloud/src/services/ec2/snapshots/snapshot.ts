import type { Snapshot } from '@aws-sdk/client-ec2'
import { delays } from '@brume/ec2-model'
import type { ImageDistribution } from '@brume/guests'
import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { tagKeys, type Tagged } from '../tag.ts'
import type { SnapshotLock } from './lock.ts'
import { tierOf, type Tiering } from './tier.ts'

/** An EBS snapshot. Its content is the guest driver's, under the same id, from the moment the call is answered. */
export interface SnapshotRecord extends Tagged {
  /** `snap-0…` */
  readonly id: string
  readonly ownerId: string
  /** `vol-ffffffff` on copies, as AWS shows them. */
  readonly volumeId: string
  readonly sizeGiB: number
  readonly state: 'pending' | 'completed'
  readonly startTime: number
  /** When it is complete, or was. */
  readonly completionTime: number
  readonly description: string
  readonly encrypted: boolean
  readonly kmsKeyId?: string
  /** Of the blocks that it holds. */
  readonly usedBytes: number
  /** Whose root disk it holds, as far as is known: what an image registered from it boots. */
  readonly distribution?: ImageDistribution
  /** Accounts that may make volumes from it. */
  readonly sharedWith: readonly string[]
  readonly public: boolean
  /** Of a copy that had to be complete in time. */
  readonly completionMinutes?: number
  readonly lock?: SnapshotLock
  readonly tiering?: Tiering
}

export const snapshots = collection<SnapshotRecord, 'volume' | 'sharedWith' | 'tag'>({
  name: 'ec2/snapshot',
  scope: 'region',
  indexes: {
    volume: (snapshot) => snapshot.volumeId,
    tag: tagKeys,
    /** Accounts, and `all` for what is public. */
    sharedWith: ({ sharedWith, public: isPublic }) =>
      isPublic ? [...sharedWith, 'all'] : sharedWith,
  },
})

/** Copies have no source volume; AWS shows this one. */
export const noVolume = 'vol-ffffffff'

/** Percent, from how much of its time has passed. */
export function progressAt(snapshot: SnapshotRecord, now: number): number {
  if (snapshot.state === 'completed') return 100
  const whole = Math.max(1, snapshot.completionTime - snapshot.startTime)
  return Math.min(99, Math.max(0, Math.floor((100 * (now - snapshot.startTime)) / whole)))
}

/** The SDK's shape. */
export function toSnapshot(
  snapshot: SnapshotRecord,
  { now, account }: Pick<Context, 'now' | 'account'>,
): Snapshot {
  return {
    SnapshotId: snapshot.id,
    VolumeId: snapshot.volumeId,
    State: snapshot.state === 'completed' ? 'completed' : 'pending',
    StartTime: new Date(snapshot.startTime),
    ...(snapshot.state === 'completed'
      ? { CompletionTime: new Date(snapshot.completionTime) }
      : {}),
    Progress: `${progressAt(snapshot, now)}%`,
    OwnerId: snapshot.ownerId,
    Description: snapshot.description,
    VolumeSize: snapshot.sizeGiB,
    Encrypted: snapshot.encrypted,
    KmsKeyId: snapshot.kmsKeyId,
    StorageTier: tierOf(snapshot, now),
    ...(snapshot.tiering?.restoreExpiresAt === undefined
      ? {}
      : { RestoreExpiryTime: new Date(snapshot.tiering.restoreExpiresAt) }),
    FullSnapshotSizeInBytes: snapshot.usedBytes,
    TransferType: snapshot.completionMinutes === undefined ? undefined : 'time-based',
    CompletionDurationMinutes: snapshot.completionMinutes,
    // Tags are the owner's alone.
    Tags: snapshot.ownerId === account ? [...snapshot.tags] : [],
  }
}

/** Stores a snapshot whose content the driver holds, and lets it complete in its time. */
export function putPendingSnapshot(
  ctx: Context,
  snapshot: Omit<
    SnapshotRecord,
    'ownerId' | 'state' | 'startTime' | 'completionTime' | 'sharedWith' | 'public'
  >,
  durationMs: number = delays.snapshotPendingMs,
): SnapshotRecord {
  checkQuota(ctx, 'snapshots', ctx.db.count(snapshots))
  const record: SnapshotRecord = {
    ...snapshot,
    ownerId: ctx.account,
    state: 'pending',
    startTime: ctx.now,
    completionTime: ctx.now + durationMs,
    sharedWith: [],
    public: false,
  }
  ctx.db.put(snapshots, record)
  ctx.timers.set({
    kind: 'ec2/snapshot-completed',
    id: record.id,
    at: record.completionTime,
    transition: true,
  })
  return record
}

/** Timer `ec2/snapshot-completed`. */
export function completeSnapshot(ctx: Context, { id }: { id: string }): void {
  const snapshot = ctx.db.get(snapshots, id)
  if (snapshot?.state !== 'pending') return
  ctx.db.put(snapshots, { ...snapshot, state: 'completed', completionTime: ctx.now })
}
