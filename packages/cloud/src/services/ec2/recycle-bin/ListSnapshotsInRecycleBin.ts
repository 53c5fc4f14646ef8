import type {
  ListSnapshotsInRecycleBinCommandInput,
  ListSnapshotsInRecycleBinCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { checkSnapshotId } from '../snapshots/find-snapshot.ts'
import { binTimes, listRecycled } from './list-recycled.ts'

/**
 * Lists deleted snapshots that a retention rule keeps.
 * @differs Retention is set by `/_brume/recycle-bin`.
 */
export const ListSnapshotsInRecycleBin = operation<
  ListSnapshotsInRecycleBinCommandInput,
  Omit<ListSnapshotsInRecycleBinCommandOutput, '$metadata'>
>('ListSnapshotsInRecycleBin', (ctx, input) => {
  for (const id of input.SnapshotIds ?? []) checkSnapshotId(id)
  const page = listRecycled(ctx, 'ListSnapshotsInRecycleBin', 'snapshot', input.SnapshotIds, input)
  return {
    Snapshots: page.items.map((item) => ({
      SnapshotId: item.id,
      ...binTimes(item),
      Description: item.record.description,
      VolumeId: item.record.volumeId,
    })),
    NextToken: page.nextToken,
  }
})
