import type {
  EnableImageBlockPublicAccessCommandInput,
  EnableImageBlockPublicAccessCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { setBlocked } from './block-public-access.ts'

/** Refuses to make images public from now on. */
export const EnableImageBlockPublicAccess = operation<
  EnableImageBlockPublicAccessCommandInput,
  Omit<EnableImageBlockPublicAccessCommandOutput, '$metadata'>
>('EnableImageBlockPublicAccess', (ctx, input) => {
  const state = input.ImageBlockPublicAccessState
  if (state !== 'block-new-sharing') {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${String(state)}) for parameter ImageBlockPublicAccessState is invalid. Expected: 'block-new-sharing'.`,
    )
  }
  setBlocked(ctx, 'images', 'new')
  return { ImageBlockPublicAccessState: state }
})
