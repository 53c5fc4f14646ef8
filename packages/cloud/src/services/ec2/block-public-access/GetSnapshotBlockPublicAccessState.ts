import type {
  GetSnapshotBlockPublicAccessStateCommandInput,
  GetSnapshotBlockPublicAccessStateCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { blocksSharing } from './block-public-access.ts'

const states = { none: 'unblocked', new: 'block-new-sharing', all: 'block-all-sharing' } as const

export const GetSnapshotBlockPublicAccessState = operation<
  GetSnapshotBlockPublicAccessStateCommandInput,
  Omit<GetSnapshotBlockPublicAccessStateCommandOutput, '$metadata'>
>('GetSnapshotBlockPublicAccessState', (ctx) => ({
  State: states[blocksSharing(ctx.db, 'snapshots')],
  ManagedBy: 'account',
}))
