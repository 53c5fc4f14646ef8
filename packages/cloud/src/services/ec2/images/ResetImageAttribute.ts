import type {
  ResetImageAttributeCommandInput,
  ResetImageAttributeCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findOwnImage } from './find-image.ts'
import { images } from './image.ts'

/** Takes an image's launch permissions back. */
export const ResetImageAttribute = operation<
  ResetImageAttributeCommandInput,
  Omit<ResetImageAttributeCommandOutput, '$metadata'>
>('ResetImageAttribute', (ctx, input) => {
  const image = findOwnImage(ctx, input.ImageId)
  if (input.Attribute !== 'launchPermission') {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${String(input.Attribute)}) for parameter attribute is invalid. It cannot be reset.`,
    )
  }
  ctx.db.put(images, { ...image, public: false, launchPermissions: [] })
  return {}
})
