import type { ImageCriterion } from '@aws-sdk/client-ec2'
import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { matchesGlob, parseGlob } from '@brume/ec2-model'
import type { ImageRecord } from '../images/image.ts'

/** Which images of others an account lets itself use in a Region; absent until it is set: all. */
interface AllowedImagesRecord {
  readonly id: 'settings'
  readonly state: AllowedImagesState
  readonly criteria: readonly ImageCriterion[]
}

export type AllowedImagesState = 'disabled' | 'audit-mode' | 'enabled'

const settings = collection<AllowedImagesRecord>({ name: 'ec2/allowed-images', scope: 'region' })
const untouched: AllowedImagesRecord = { id: 'settings', state: 'disabled', criteria: [] }

export function allowedImages(ctx: Pick<Context, 'db'>): AllowedImagesRecord {
  return ctx.db.get(settings, 'settings') ?? untouched
}

export function setAllowedImages(ctx: Context, change: Partial<AllowedImagesRecord>): void {
  ctx.db.put(settings, { ...allowedImages(ctx), ...change })
}

/** Whether an image can be found and used: the account's own always can. */
export function isUsable(ctx: Context, image: ImageRecord): boolean {
  return allowedImages(ctx).state !== 'enabled' || isAllowed(ctx, image)
}

/**
 * Whether an image meets one of the criteria, each of which holds when all that it says holds.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-allowed-amis.html
 */
export function isAllowed(ctx: Context, image: ImageRecord): boolean {
  const { state, criteria } = allowedImages(ctx)
  if (state === 'disabled' || image.ownerId === ctx.account) return true
  return criteria.some((criterion) => meets(ctx, image, criterion))
}

const dayMs = 24 * 3_600_000

function meets(ctx: Context, image: ImageRecord, criterion: ImageCriterion): boolean {
  const { ImageProviders, ImageNames, MarketplaceProductCodes } = criterion
  const daysSince = (time: number) => (ctx.now - time) / dayMs
  const isRecent = (time: number, days: number | undefined) =>
    days === undefined || daysSince(time) <= days
  return (
    (!ImageProviders?.length || ImageProviders.some((provider) => isFrom(image, provider))) &&
    (!ImageNames?.length || ImageNames.some((name) => isNamed(image, name))) &&
    (!MarketplaceProductCodes?.length ||
      image.productCodes.some(({ id }) => MarketplaceProductCodes.includes(id))) &&
    isRecent(image.creationTime, criterion.CreationDateCondition?.MaximumDaysSinceCreated) &&
    isRecent(
      image.deprecationTime ?? Infinity,
      criterion.DeprecationTimeCondition?.MaximumDaysSinceDeprecated,
    )
  )
}

const isFrom = ({ ownerId, ownerAlias }: ImageRecord, provider: string) =>
  provider === ownerId || provider === ownerAlias

function isNamed({ name }: ImageRecord, wished: string): boolean {
  const pattern = parseGlob(wished)
  return typeof pattern === 'string' ? pattern === name : matchesGlob(pattern, name)
}
