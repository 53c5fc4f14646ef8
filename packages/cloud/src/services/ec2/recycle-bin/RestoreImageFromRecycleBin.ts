import type {
  RestoreImageFromRecycleBinCommandInput,
  RestoreImageFromRecycleBinCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { checkImageId, imageNotFound } from '../images/find-image.ts'
import { images } from '../images/image.ts'
import { checkImageName } from '../images/new-image.ts'
import { takeBack } from './recycle-bin.ts'

/** Brings an image back. */
export const RestoreImageFromRecycleBin = operation<
  RestoreImageFromRecycleBinCommandInput,
  Omit<RestoreImageFromRecycleBinCommandOutput, '$metadata'>
>('RestoreImageFromRecycleBin', (ctx, input) => {
  const id = input.ImageId ?? ''
  checkImageId(id)
  const image = takeBack(ctx, 'image', id)?.record
  if (!image) throw imageNotFound(id)
  checkImageName(ctx, image.name)
  ctx.db.put(images, image)
  return { Return: true }
})
