import type {
  GetSnapshotBlockPublicAccessStateCommandInput,
  GetSnapshotBlockPublicAccessStateCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { blocksSharing } from './block-public-access.ts'

const states = { none: 'unblocked', new: 'block-new-sharing', all: 'block-all-sharing' } as const

/**
 * Whether snapshots can be made public.
 * @differs Always managed by the account: there are no declarative policies.
 */
export const GetSnapshotBlockPublicAccessState = operation<
  GetSnapshotBlockPublicAccessStateCommandInput,
  Omit<GetSnapshotBlockPublicAccessStateCommandOutput, '$metadata'>
>('GetSnapshotBlockPublicAccessState', (ctx) => ({
  State: states[blocksSharing(ctx.db, 'snapshots')],
  ManagedBy: 'account',
}))
