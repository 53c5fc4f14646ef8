import type {
  DisableImageBlockPublicAccessCommandInput,
  DisableImageBlockPublicAccessCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { setBlocked } from './block-public-access.ts'

/** Lets the account's images be shared publicly again. */
export const DisableImageBlockPublicAccess = operation<
  DisableImageBlockPublicAccessCommandInput,
  Omit<DisableImageBlockPublicAccessCommandOutput, '$metadata'>
>('DisableImageBlockPublicAccess', (ctx) => {
  setBlocked(ctx, 'images', 'none')
  return { ImageBlockPublicAccessState: 'unblocked' }
})
