import type {
  EnableImageDeregistrationProtectionCommandInput,
  EnableImageDeregistrationProtectionCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findOwnImage } from './find-image.ts'
import { images } from './image.ts'

/** Protects an image against deregistration, with a cooldown of a day when asked. */
export const EnableImageDeregistrationProtection = operation<
  EnableImageDeregistrationProtectionCommandInput,
  Omit<EnableImageDeregistrationProtectionCommandOutput, '$metadata'>
>('EnableImageDeregistrationProtection', (ctx, input) => {
  const image = findOwnImage(ctx, input.ImageId)
  const deregistrationProtection = { withCooldown: input.WithCooldown ?? false }
  ctx.db.put(images, { ...image, deregistrationProtection })
  return { Return: 'true' }
})
