import type {
  GetImageBlockPublicAccessStateCommandInput,
  GetImageBlockPublicAccessStateCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { blocksSharing } from './block-public-access.ts'

/**
 * Whether images can be made public.
 * @differs Always managed by the account: there are no declarative policies.
 */
export const GetImageBlockPublicAccessState = operation<
  GetImageBlockPublicAccessStateCommandInput,
  Omit<GetImageBlockPublicAccessStateCommandOutput, '$metadata'>
>('GetImageBlockPublicAccessState', (ctx) => ({
  ImageBlockPublicAccessState:
    blocksSharing(ctx.db, 'images') === 'none' ? 'unblocked' : 'block-new-sharing',
  ManagedBy: 'account',
}))
