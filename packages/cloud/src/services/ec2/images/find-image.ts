import { catalogueImages } from '../../../catalogue/images.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { isUsable } from '../allowed-images/allowed-images.ts'
import { images, type ImageRecord } from './image.ts'

export function checkImageId(id: string): void {
  if (/^ami-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) return
  throw new AwsError('InvalidAMIID.Malformed', `Invalid id: "${id}" (expecting "ami-...")`)
}

/** The account's image, a public one, or one that another account shares with it; undefined when it sees none of that id. */
export function lookUpImage(
  ctx: Context,
  id: string,
  region: string = ctx.region,
): ImageRecord | undefined {
  const known = ctx.inRegion(region).get(images, id) ?? catalogueImages(region).get(id)
  if (known) return known
  const found = findElsewhere(ctx, id, region)
  return found && isSharedWith(found, ctx.account) ? found : undefined
}

/** Throws for a malformed id, for an image that does not exist, and for one that another account keeps to itself. */
export function findImage(
  ctx: Context,
  id: string | undefined,
  region: string = ctx.region,
): ImageRecord {
  if (id === undefined)
    throw new AwsError('MissingParameter', 'The request must contain the parameter ImageId')
  checkImageId(id)
  const image = lookUpImage(ctx, id, region)
  if (image) return image
  if (findElsewhere(ctx, id, region)) {
    throw new AwsError('AuthFailure', `Not authorized for images: [${id}]`, 403)
  }
  throw imageNotFound(id)
}

/** One that the account's allowed AMIs let it see and use; the others are as if they were not there. */
export function findUsable(ctx: Context, id: string | undefined): ImageRecord {
  const image = findImage(ctx, id)
  if (!isUsable(ctx, image)) throw imageNotFound(image.id)
  return image
}

/** The account's own; AWS refuses to change those of others. */
export function findOwnImage(ctx: Context, id: string | undefined): ImageRecord {
  const image = findImage(ctx, id)
  if (image.ownerId === ctx.account) return image
  throw new AwsError('AuthFailure', `Not authorized for image:${image.id}`, 403)
}

/** What other accounts share with this one, publicly or by name. */
export function sharedImages(ctx: Context): readonly ImageRecord[] {
  return ctx.othersIn(ctx.region).flatMap(({ db }) => {
    const found = new Set([
      ...db.by(images, 'sharedWith', ctx.account),
      ...db.by(images, 'sharedWith', 'all'),
    ])
    return [...found]
  })
}

export function isSharedWith(image: ImageRecord, account: string): boolean {
  return image.public || image.launchPermissions.includes(account)
}

function findElsewhere(ctx: Context, id: string, region: string): ImageRecord | undefined {
  for (const { db } of ctx.othersIn(region)) {
    const image = db.get(images, id)
    if (image) return image
  }
  return undefined
}

export function imageNotFound(id: string): AwsError {
  return new AwsError('InvalidAMIID.NotFound', `The image id '[${id}]' does not exist`)
}
