import type {
  DisableImageDeprecationCommandInput,
  DisableImageDeprecationCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findOwnImage } from './find-image.ts'
import { images } from './image.ts'

/** Takes the deprecation date away. */
export const DisableImageDeprecation = operation<
  DisableImageDeprecationCommandInput,
  Omit<DisableImageDeprecationCommandOutput, '$metadata'>
>('DisableImageDeprecation', (ctx, input) => {
  const { deprecationTime: _none, ...image } = findOwnImage(ctx, input.ImageId)
  ctx.db.put(images, image)
  return { Return: true }
})
