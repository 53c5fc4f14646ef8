import type { DeleteSnapshotCommandInput, DeleteSnapshotCommandOutput } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { diskKey } from '../disk-keys.ts'
import { images } from '../images/image.ts'
import { findSnapshot, snapshots } from './snapshot.ts'

export const DeleteSnapshot = operation<
  DeleteSnapshotCommandInput,
  Omit<DeleteSnapshotCommandOutput, '$metadata'>
>('DeleteSnapshot', (ctx, input) => {
  const snapshot = findSnapshot(ctx.db, input.SnapshotId)
  const user = ctx.db
    .all(images)
    .find((image) => image.blockDevices.some(({ ebs }) => ebs?.snapshotId === snapshot.id))
  if (user) {
    throw new AwsError(
      'InvalidSnapshot.InUse',
      `The snapshot ${snapshot.id} is currently in use by ${user.id}`,
    )
  }
  ctx.db.delete(snapshots, snapshot.id)
  ctx.timers.cancel('ec2/snapshot-completed', snapshot.id)
  ctx.beforeCommit(() => ctx.host.driver.disks.deleteSnapshot(diskKey(ctx, snapshot.id)))
  return {}
})
