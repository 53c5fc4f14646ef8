import type {
  CancelImageLaunchPermissionRequest,
  CancelImageLaunchPermissionResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findImage } from './find-image.ts'
import { images } from './image.ts'

/**
 * Gives the permission to launch an image of another account back: it is no longer shared with the caller.
 * @limits Only what is shared with the account itself, not what is public.
 */
export const CancelImageLaunchPermission = operation<
  CancelImageLaunchPermissionRequest,
  CancelImageLaunchPermissionResult
>('CancelImageLaunchPermission', (ctx, input) => {
  const image = findImage(ctx, input.ImageId)
  const owner = ctx.inAccount(image.ownerId, ctx.region)
  if (image.ownerId === ctx.account || !owner || !image.launchPermissions.includes(ctx.account)) {
    throw new AwsError(
      'InvalidParameterValue',
      `The image '${image.id}' is not shared with the account ${ctx.account}.`,
    )
  }
  const launchPermissions = image.launchPermissions.filter((id) => id !== ctx.account)
  owner.put(images, { ...image, launchPermissions })
  return { Return: true }
})
