import type { FeedItem } from '@brume/console-api'

export type Snapshot = FeedItem<'snapshots'>

export const idOf = (snapshot: Snapshot) => snapshot.SnapshotId ?? ''

/** Its blocks are out of reach until it is restored. */
export const isArchived = (snapshot: Snapshot) => snapshot.StorageTier === 'archive'
