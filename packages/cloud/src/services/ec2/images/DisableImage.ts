import type { DisableImageCommandInput, DisableImageCommandOutput } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { decideImage } from '@brume/ec2-model'
import { AwsError } from '../../../errors.ts'
import { findOwnImage } from './find-image.ts'
import { images } from './image.ts'

/** Takes an image out of use and shares it with nobody any more. */
export const DisableImage = operation<
  DisableImageCommandInput,
  Omit<DisableImageCommandOutput, '$metadata'>
>('DisableImage', (ctx, input) => {
  const image = findOwnImage(ctx, input.ImageId)
  const verdict = decideImage('disable', { id: image.id, state: image.state })
  if (!verdict.allowed) throw new AwsError(verdict.code, verdict.message)
  // As AWS: what is disabled is shared with nobody, also once it is enabled again.
  ctx.db.put(images, {
    ...image,
    state: verdict.next,
    public: false,
    launchPermissions: [],
  })
  return { Return: true }
})
