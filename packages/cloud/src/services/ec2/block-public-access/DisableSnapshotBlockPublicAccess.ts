import type {
  DisableSnapshotBlockPublicAccessCommandInput,
  DisableSnapshotBlockPublicAccessCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { setBlocked } from './block-public-access.ts'

export const DisableSnapshotBlockPublicAccess = operation<
  DisableSnapshotBlockPublicAccessCommandInput,
  Omit<DisableSnapshotBlockPublicAccessCommandOutput, '$metadata'>
>('DisableSnapshotBlockPublicAccess', (ctx) => {
  setBlocked(ctx, 'snapshots', 'none')
  return { State: 'unblocked' }
})
