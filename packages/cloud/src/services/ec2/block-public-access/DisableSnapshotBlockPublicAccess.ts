import type {
  DisableSnapshotBlockPublicAccessCommandInput,
  DisableSnapshotBlockPublicAccessCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { setBlocked } from './block-public-access.ts'

/** Lets the account's snapshots be shared publicly again. */
export const DisableSnapshotBlockPublicAccess = operation<
  DisableSnapshotBlockPublicAccessCommandInput,
  Omit<DisableSnapshotBlockPublicAccessCommandOutput, '$metadata'>
>('DisableSnapshotBlockPublicAccess', (ctx) => {
  setBlocked(ctx, 'snapshots', 'none')
  return { State: 'unblocked' }
})
