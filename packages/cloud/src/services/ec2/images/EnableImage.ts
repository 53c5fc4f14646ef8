import type { EnableImageCommandInput, EnableImageCommandOutput } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { decideImage } from '@brume/ec2-model'
import { AwsError } from '../../../errors.ts'
import { findOwnImage } from './find-image.ts'
import { images } from './image.ts'

/** Makes a disabled image available again. */
export const EnableImage = operation<
  EnableImageCommandInput,
  Omit<EnableImageCommandOutput, '$metadata'>
>('EnableImage', (ctx, input) => {
  const image = findOwnImage(ctx, input.ImageId)
  const verdict = decideImage('enable', { id: image.id, state: image.state })
  if (!verdict.allowed) throw new AwsError(verdict.code, verdict.message)
  ctx.db.put(images, { ...image, state: verdict.next })
  return { Return: true }
})
