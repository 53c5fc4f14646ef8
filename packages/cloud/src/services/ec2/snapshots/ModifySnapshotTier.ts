import type {
  ModifySnapshotTierCommandInput,
  ModifySnapshotTierCommandOutput,
} from '@aws-sdk/client-ec2'
import { delays } from '@brume/ec2-model'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { fastRestores, isOn } from '../fast-snapshot-restores/fast-snapshot-restore.ts'
import { images } from '../images/image.ts'
import { findSnapshot } from './find-snapshot.ts'
import { snapshots, type SnapshotRecord } from './snapshot.ts'
import { startTiering } from './move-tier.ts'
import { isDone, tierOf } from './tier.ts'

/**
 * Archives a snapshot.
 * @limits Not while an image or fast restore uses it.
 * @differs It takes seconds, not days.
 */
export const ModifySnapshotTier = operation<
  ModifySnapshotTierCommandInput,
  Omit<ModifySnapshotTierCommandOutput, '$metadata'>
>('ModifySnapshotTier', (ctx, input) => {
  const snapshot = findSnapshot(ctx.db, input.SnapshotId)
  if (input.StorageTier !== 'archive') {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${String(input.StorageTier)}) for parameter StorageTier is invalid. Expected: 'archive'.`,
    )
  }
  checkArchivable(ctx, snapshot)
  const archived = ctx.db
    .by(snapshots, 'volume', snapshot.volumeId)
    .filter((each) => tierOf(each, ctx.now) === 'archive')
  checkQuota(ctx, 'archivedSnapshotsPerVolume', archived.length)
  const completeTime = ctx.now + delays.snapshotTieringMs
  const tiering = {
    operation: 'archival' as const,
    startTime: ctx.now,
    completeTime,
    archivedAt: completeTime,
  }
  startTiering(ctx, snapshot, tiering)
  return { SnapshotId: snapshot.id, TieringStartTime: new Date(ctx.now) }
})

/** https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-archive.html#archiving-guidelines */
function checkArchivable(ctx: Context, snapshot: SnapshotRecord): void {
  const { id, tiering } = snapshot
  if (snapshot.state !== 'completed') {
    throw new AwsError('IncorrectState', `Snapshot ${id} is not in the 'completed' state`)
  }
  if (tierOf(snapshot, ctx.now) === 'archive' || (tiering && !isDone(tiering, ctx.now))) {
    throw new AwsError('IncorrectState', `The snapshot ${id} is archived or being archived.`)
  }
  const user = ctx.db.by(images, 'snapshot', id).find(({ state }) => state !== 'disabled')
  if (user) {
    throw new AwsError(
      'InvalidSnapshot.InUse',
      `The snapshot ${id} is currently in use by ${user.id}`,
    )
  }
  if (ctx.db.by(fastRestores, 'snapshot', id).some(isOn)) {
    throw new AwsError(
      'IncorrectState',
      `The snapshot ${id} cannot be archived while it is enabled for fast snapshot restore.`,
    )
  }
}
