import type { UnlockSnapshotCommandInput, UnlockSnapshotCommandOutput } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findSnapshot } from './find-snapshot.ts'
import { isLocked, lockState } from './lock.ts'
import { snapshots } from './snapshot.ts'

/**
 * Unlocks a snapshot.
 * @limits Not in compliance mode after its cooling-off period.
 */
export const UnlockSnapshot = operation<
  UnlockSnapshotCommandInput,
  Omit<UnlockSnapshotCommandOutput, '$metadata'>
>('UnlockSnapshot', (ctx, input) => {
  const snapshot = findSnapshot(ctx.db, input.SnapshotId)
  if (!isLocked(snapshot, ctx.now)) {
    throw new AwsError('IncorrectState', `The snapshot ${snapshot.id} is not locked.`)
  }
  if (lockState(snapshot, ctx.now) === 'compliance') {
    throw new AwsError(
      'OperationNotPermitted',
      `The snapshot ${snapshot.id} is locked in compliance mode and its cooling-off period has expired: it cannot be unlocked.`,
    )
  }
  const { lock: _, ...unlocked } = snapshot
  ctx.db.put(snapshots, unlocked)
  return { SnapshotId: snapshot.id }
})
