import type {
  EnableSnapshotBlockPublicAccessCommandInput,
  EnableSnapshotBlockPublicAccessCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { setBlocked } from './block-public-access.ts'

/** Refuses to make snapshots public from now on, or hides those that are public already. */
export const EnableSnapshotBlockPublicAccess = operation<
  EnableSnapshotBlockPublicAccessCommandInput,
  Omit<EnableSnapshotBlockPublicAccessCommandOutput, '$metadata'>
>('EnableSnapshotBlockPublicAccess', (ctx, input) => {
  const state = input.State
  if (state !== 'block-new-sharing' && state !== 'block-all-sharing') {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${String(state)}) for parameter State is invalid. Expected: 'block-all-sharing' or 'block-new-sharing'.`,
    )
  }
  setBlocked(ctx, 'snapshots', state === 'block-all-sharing' ? 'all' : 'new')
  return { State: state }
})
