import type { DescribeImagesCommandInput, DescribeImagesCommandOutput } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { catalogueImages } from '../../../catalogue/images.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import { imageFilters, toImage } from './describe-image.ts'
import { allowedImages, isAllowed, isUsable } from '../allowed-images/allowed-images.ts'
import { findUsable, sharedImages } from './find-image.ts'
import { images, type ImageRecord } from './image.ts'

/**
 * Lists own, shared and catalogue images, by id, owner, who may launch them, and filter.
 * @differs The public catalogue is a selection: quick start, community and Marketplace images of the
 *   course, simulated by the distribution named in each.
 */
export const DescribeImages = operation<
  DescribeImagesCommandInput,
  Omit<DescribeImagesCommandOutput, '$metadata'>
>('DescribeImages', (ctx, input) => {
  const ids = input.ImageIds ?? []
  const named: readonly ImageRecord[] = ids.length
    ? ids.map((id) => findUsable(ctx, id))
    : [...ctx.db.all(images), ...othersOf(ctx, input.Owners ?? [])]
  const owners = input.Owners ?? []
  const executable = input.ExecutableUsers ?? []
  const isOwnedBy = (image: ImageRecord, owner: string) =>
    owner === image.ownerId ||
    owner === image.ownerAlias ||
    (owner === 'self' && image.ownerId === ctx.account)
  const isExecutableBy = (image: ImageRecord, user: string) =>
    user === 'all'
      ? image.public
      : image.launchPermissions.includes(user === 'self' ? ctx.account : user)
  // As AWS: deprecated images of others show only when asked for, or named.
  const isListed = (image: ImageRecord) =>
    ids.length > 0 ||
    input.IncludeDeprecated === true ||
    image.ownerId === ctx.account ||
    (image.deprecationTime ?? Infinity) > ctx.now
  const found = named
    .filter((image) => owners.length === 0 || owners.some((owner) => isOwnedBy(image, owner)))
    .filter(
      (image) => executable.length === 0 || executable.some((user) => isExecutableBy(image, user)),
    )
    .filter(isListed)
    .filter((image) => isUsable(ctx, image))
    .filter((image) => image.state !== 'disabled' || input.IncludeDisabled === true)
    .filter(compileFilters('DescribeImages', input.Filters, imageFilters(ctx)))
  const page = paginate(ctx, 'DescribeImages', found, input, {
    keyOf: (image) => image.id,
    min: 1,
    ids: { name: 'imagesSet', given: ids.length > 0 },
  })
  const { state } = allowedImages(ctx)
  const shown = (image: ImageRecord) =>
    state === 'disabled'
      ? toImage(ctx, image)
      : { ...toImage(ctx, image), ImageAllowed: isAllowed(ctx, image) }
  return {
    Images: page.items.map(shown),
    NextToken: page.nextToken,
  }
})

/** What is not the account's own, as far as the owners asked for can have it. */
function othersOf(ctx: Context, owners: readonly string[]): readonly ImageRecord[] {
  const isOwn = owners.length > 0 && owners.every((id) => id === 'self' || id === ctx.account)
  return isOwn ? [] : [...catalogueImages(ctx.region).values(), ...sharedImages(ctx)]
}
