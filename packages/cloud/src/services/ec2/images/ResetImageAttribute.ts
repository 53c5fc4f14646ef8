import type {
  ResetImageAttributeCommandInput,
  ResetImageAttributeCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findOwnImage } from './find-image.ts'
import { images } from './image.ts'

export const ResetImageAttribute = operation<
  ResetImageAttributeCommandInput,
  Omit<ResetImageAttributeCommandOutput, '$metadata'>
>('ResetImageAttribute', (ctx, input) => {
  const image = findOwnImage(ctx, input.ImageId)
  ctx.db.put(images, { ...image, public: false, launchPermissions: [] })
  return {}
})
