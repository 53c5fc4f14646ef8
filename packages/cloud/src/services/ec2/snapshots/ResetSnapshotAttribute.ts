import type {
  ResetSnapshotAttributeCommandInput,
  ResetSnapshotAttributeCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findSnapshot } from './find-snapshot.ts'
import { snapshots } from './snapshot.ts'

/** Stops sharing a snapshot. */
export const ResetSnapshotAttribute = operation<
  ResetSnapshotAttributeCommandInput,
  Omit<ResetSnapshotAttributeCommandOutput, '$metadata'>
>('ResetSnapshotAttribute', (ctx, input) => {
  const snapshot = findSnapshot(ctx.db, input.SnapshotId)
  if (input.Attribute !== 'createVolumePermission') {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${input.Attribute ?? ''}) for parameter attribute is invalid. It cannot be reset.`,
    )
  }
  ctx.db.put(snapshots, { ...snapshot, public: false, sharedWith: [] })
  return {}
})
