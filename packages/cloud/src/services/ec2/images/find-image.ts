import { catalogueImages } from '../../../catalogue/images.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { images, type ImageRecord } from './image.ts'

export function checkImageId(id: string): void {
  if (/^ami-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) return
  throw new AwsError('InvalidAMIID.Malformed', `Invalid id: "${id}" (expecting "ami-...")`)
}

/** The account's image or a public one; undefined when there is none of that id. */
export function lookUpImage(
  ctx: Pick<Context, 'db' | 'region'>,
  id: string,
): ImageRecord | undefined {
  return ctx.db.get(images, id) ?? catalogueImages(ctx.region).get(id)
}

/** Throws for a malformed id and for an image that does not exist. */
export function findImage(
  ctx: Pick<Context, 'db' | 'region'>,
  id: string | undefined,
): ImageRecord {
  if (id === undefined)
    throw new AwsError('MissingParameter', 'The request must contain the parameter ImageId')
  checkImageId(id)
  const image = lookUpImage(ctx, id)
  if (!image) throw imageNotFound(id)
  return image
}

/** The account's own; AWS refuses to change those of others. */
export function findOwnImage(
  ctx: Pick<Context, 'db' | 'region' | 'account'>,
  id: string | undefined,
): ImageRecord {
  const image = findImage(ctx, id)
  if (image.ownerId === ctx.account) return image
  throw new AwsError('AuthFailure', `Not authorized for image:${image.id}`, 403)
}

export function imageNotFound(id: string): AwsError {
  return new AwsError('InvalidAMIID.NotFound', `The image id '[${id}]' does not exist`)
}
