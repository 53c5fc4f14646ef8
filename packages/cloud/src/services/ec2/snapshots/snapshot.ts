import type { Snapshot } from '@aws-sdk/client-ec2'
import { delays } from '@brume/ec2-model'
import type { ImageDistribution } from '@brume/guests'
import { collection, type Records } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import type { Tagged } from '../tag.ts'

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
}

export const snapshots = collection<SnapshotRecord, 'volume'>({
  name: 'ec2/snapshot',
  scope: 'region',
  indexes: { volume: (snapshot) => snapshot.volumeId },
})

/** Copies have no source volume; AWS shows this one. */
export const noVolume = 'vol-ffffffff'

export function checkSnapshotId(id: string): void {
  if (/^snap-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) return
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${id}) for parameter snapshotId is invalid. Expected: 'snap-...'.`,
  )
}

/** Throws for a malformed id and for one that does not exist. */
export function findSnapshot(db: Records, id: string | undefined): SnapshotRecord {
  if (id === undefined)
    throw new AwsError('MissingParameter', 'The request must contain the parameter SnapshotId')
  checkSnapshotId(id)
  const snapshot = db.get(snapshots, id)
  if (!snapshot)
    throw new AwsError('InvalidSnapshot.NotFound', `The snapshot '${id}' does not exist.`)
  return snapshot
}

/** Percent, from how much of its time has passed. */
export function progressAt(snapshot: SnapshotRecord, now: number): number {
  if (snapshot.state === 'completed') return 100
  const whole = Math.max(1, snapshot.completionTime - snapshot.startTime)
  return Math.min(99, Math.max(0, Math.floor((100 * (now - snapshot.startTime)) / whole)))
}

/** The SDK's shape. */
export function toSnapshot(snapshot: SnapshotRecord, now: number): Snapshot {
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
    StorageTier: 'standard',
    FullSnapshotSizeInBytes: snapshot.usedBytes,
    Tags: [...snapshot.tags],
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
