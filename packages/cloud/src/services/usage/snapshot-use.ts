import type { ReadRecords } from '../../engine/collection.ts'
import { noVolume, snapshots, type SnapshotRecord } from '../ec2/snapshots/snapshot.ts'
import type { Use } from './record-meter.ts'

const bytesPerGiB = 1024 ** 3

/**
 * Snapshots of a volume share what they have in common: the first one there is holds all its blocks, each later one what it
 * holds more than the one before. (A block that was overwritten in between is AWS's to charge, and not counted here.)
 * An archived one is whole: https://docs.aws.amazon.com/ebs/latest/userguide/archive-snapshot-pricing.html
 */
export function useSnapshot(snapshot: SnapshotRecord, db: ReadRecords): Use {
  const { id, usedBytes, tiering, tags, state } = snapshot
  if (state !== 'completed') return { metered: [] }
  const isArchived = isInArchive(snapshot)
  const before = isArchived ? undefined : chainOf(db, snapshot).findLast((each) => each.id !== id)
  const bytes = Math.max(0, usedBytes - (before?.usedBytes ?? 0))
  if (bytes === 0) return { metered: [] }
  return {
    metered: [
      {
        meter: 'snapshot',
        quantity: bytes / bytesPerGiB,
        type: isArchived && tiering ? 'archive' : 'standard',
        tags,
      },
    ],
  }
}

/** The others of its volume, whose share changes with it. */
export function laterSnapshots(
  snapshot: SnapshotRecord,
  db: ReadRecords,
): readonly SnapshotRecord[] {
  if (snapshot.volumeId === noVolume) return []
  return db.by(snapshots, 'volume', snapshot.volumeId).filter(({ id }) => id !== snapshot.id)
}

/** The complete ones of its volume in the standard tier, oldest first, up to itself. */
function chainOf(db: ReadRecords, { id, volumeId }: SnapshotRecord): readonly SnapshotRecord[] {
  if (volumeId === noVolume) return []
  const all = db.by(snapshots, 'volume', volumeId)
  return all
    .slice(0, all.findIndex((each) => each.id === id) + 1)
    .filter((each) => each.state === 'completed' && !isInArchive(each))
}

/** Once it was asked into the archive, until it is asked back for good. */
function isInArchive({ tiering }: SnapshotRecord): boolean {
  return tiering !== undefined && tiering.operation !== 'permanent-restore'
}
