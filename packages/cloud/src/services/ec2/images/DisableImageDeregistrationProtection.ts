import type {
  DisableImageDeregistrationProtectionCommandInput,
  DisableImageDeregistrationProtectionCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findOwnImage } from './find-image.ts'
import { images } from './image.ts'

/** Ends the protection; one with a cooldown holds for a day more. */
export const DisableImageDeregistrationProtection = operation<
  DisableImageDeregistrationProtectionCommandInput,
  Omit<DisableImageDeregistrationProtectionCommandOutput, '$metadata'>
>('DisableImageDeregistrationProtection', (ctx, input) => {
  const { deregistrationProtection: present, ...image } = findOwnImage(ctx, input.ImageId)
  const kept = present?.withCooldown
    ? { deregistrationProtection: { ...present, disabledAt: present.disabledAt ?? ctx.now } }
    : {}
  ctx.db.put(images, { ...image, ...kept })
  return { Return: 'true' }
})
