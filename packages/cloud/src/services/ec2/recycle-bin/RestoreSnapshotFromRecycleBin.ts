import type {
  RestoreSnapshotFromRecycleBinCommandInput,
  RestoreSnapshotFromRecycleBinCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { checkSnapshotId, snapshotNotFound } from '../snapshots/find-snapshot.ts'
import { snapshots, toSnapshot } from '../snapshots/snapshot.ts'
import { takeBack } from './recycle-bin.ts'

/** Brings a snapshot back, with its content. */
export const RestoreSnapshotFromRecycleBin = operation<
  RestoreSnapshotFromRecycleBinCommandInput,
  Omit<RestoreSnapshotFromRecycleBinCommandOutput, '$metadata'>
>('RestoreSnapshotFromRecycleBin', (ctx, input) => {
  const id = input.SnapshotId ?? ''
  checkSnapshotId(id)
  const snapshot = takeBack(ctx, 'snapshot', id)?.record
  if (!snapshot) throw snapshotNotFound(id)
  ctx.db.put(snapshots, snapshot)
  const shown = toSnapshot(snapshot, ctx)
  return {
    SnapshotId: id,
    Description: shown.Description,
    Encrypted: shown.Encrypted,
    OwnerId: shown.OwnerId,
    Progress: shown.Progress,
    StartTime: shown.StartTime,
    State: shown.State,
    VolumeId: shown.VolumeId,
    VolumeSize: shown.VolumeSize,
  }
})
