import type {
  GetImageBlockPublicAccessStateCommandInput,
  GetImageBlockPublicAccessStateCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { blocksSharing } from './block-public-access.ts'

export const GetImageBlockPublicAccessState = operation<
  GetImageBlockPublicAccessStateCommandInput,
  Omit<GetImageBlockPublicAccessStateCommandOutput, '$metadata'>
>('GetImageBlockPublicAccessState', (ctx) => ({
  ImageBlockPublicAccessState:
    blocksSharing(ctx.db, 'images') === 'none' ? 'unblocked' : 'block-new-sharing',
  ManagedBy: 'account',
}))
