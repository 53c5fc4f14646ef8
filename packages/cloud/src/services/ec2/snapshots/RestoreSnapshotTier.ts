import type {
  RestoreSnapshotTierCommandInput,
  RestoreSnapshotTierCommandOutput,
} from '@aws-sdk/client-ec2'
import { delays } from '@brume/ec2-model'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findSnapshot } from './find-snapshot.ts'
import { dayMs } from './lock.ts'
import { startTiering } from './move-tier.ts'
import { isDone, tierOf, type Tiering } from './tier.ts'

/**
 * Brings a snapshot back from the archive, or changes for how long it is back.
 * @limits 1 to 180 days, or for good.
 * @differs It takes seconds, not days.
 */
export const RestoreSnapshotTier = operation<
  RestoreSnapshotTierCommandInput,
  Omit<RestoreSnapshotTierCommandOutput, '$metadata'>
>('RestoreSnapshotTier', (ctx, input) => {
  const snapshot = findSnapshot(ctx.db, input.SnapshotId)
  const days = readDays(input)
  const { tiering } = snapshot
  const isThere = tierOf(snapshot, ctx.now) === 'archive'
  const isLent = tiering?.operation === 'temporary-restore'
  if (!tiering || (!isThere && !isLent) || (isThere && !isDone(tiering, ctx.now))) {
    throw new AwsError(
      'IncorrectState',
      `The snapshot ${snapshot.id} is not archived, or it is being restored.`,
    )
  }
  // What is back already stays.
  const completeTime = ctx.now + (isThere ? delays.snapshotTieringMs : 0)
  const restored: Tiering = {
    operation: days === undefined ? 'permanent-restore' : 'temporary-restore',
    startTime: ctx.now,
    completeTime,
    archivedAt: tiering.archivedAt,
    ...(days === undefined
      ? {}
      : { restoreDays: days, restoreExpiresAt: completeTime + days * dayMs }),
  }
  startTiering(ctx, snapshot, restored)
  return {
    SnapshotId: snapshot.id,
    RestoreStartTime: new Date(ctx.now),
    ...(days === undefined ? {} : { RestoreDuration: days }),
    IsPermanentRestore: days === undefined,
  }
})

/** Undefined: for good. */
function readDays(input: RestoreSnapshotTierCommandInput): number | undefined {
  const { TemporaryRestoreDays: days, PermanentRestore: permanent = false } = input
  if (permanent && days !== undefined) {
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameters TemporaryRestoreDays and PermanentRestore cannot be used together.',
    )
  }
  if (permanent) return undefined
  if (days === undefined) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain the parameter TemporaryRestoreDays or PermanentRestore',
    )
  }
  if (days >= 1 && days <= 180) return days
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${days}) for parameter TemporaryRestoreDays is invalid. Expecting a value between 1 and 180.`,
  )
}
