import type { DeleteSnapshotCommandInput, DeleteSnapshotCommandOutput } from '@aws-sdk/client-ec2'
import { decideSnapshot } from '@brume/ec2-model'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { images } from '../images/image.ts'
import { findSnapshot } from './find-snapshot.ts'
import { isLocked } from './lock.ts'
import { removeSnapshot } from './remove-snapshot.ts'

/**
 * Deletes a snapshot, into the Recycle Bin where a rule keeps it.
 * @limits Not while it is locked or an image uses it.
 */
export const DeleteSnapshot = operation<
  DeleteSnapshotCommandInput,
  Omit<DeleteSnapshotCommandOutput, '$metadata'>
>('DeleteSnapshot', (ctx, input) => {
  const snapshot = findSnapshot(ctx.db, input.SnapshotId)
  const user = ctx.db.by(images, 'snapshot', snapshot.id)[0]
  const verdict = decideSnapshot('delete', {
    id: snapshot.id,
    state: snapshot.state,
    locked: isLocked(snapshot, ctx.now),
    ...(user ? { usedByImageId: user.id } : {}),
  })
  if (!verdict.allowed) throw new AwsError(verdict.code, verdict.message)
  removeSnapshot(ctx, snapshot)
  return {}
})
