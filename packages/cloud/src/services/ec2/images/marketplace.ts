import { imageReleases } from '../../../catalogue/image-releases.ts'
import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import type { ImageRecord } from './image.ts'

/** A Marketplace product whose terms the account has accepted; `id` is its product code. */
interface SubscriptionRecord {
  readonly id: string
  readonly acceptedAt: number
}

const subscriptions = collection<SubscriptionRecord>({
  name: 'ec2/marketplace-subscription',
  scope: 'account',
})

/** Throws OptInRequired for a Marketplace image whose terms the account has not accepted. */
export function checkSubscription(ctx: Context, image: ImageRecord): void {
  const product = image.productCodes.find(({ type }) => type === 'marketplace')
  if (!product || ctx.db.get(subscriptions, product.id)) return
  throw new AwsError(
    'OptInRequired',
    `In order to use this AWS Marketplace product you need to accept terms and subscribe. To do so please visit https://aws.amazon.com/marketplace/pp?sku=${product.id}`,
    401,
  )
}

/** Whether there is such a product; its terms are then accepted. */
export function acceptTerms(ctx: Context, productCode: string): boolean {
  if (!imageReleases.some((release) => release.productCode === productCode)) return false
  ctx.db.put(subscriptions, { id: productCode, acceptedAt: ctx.now })
  return true
}
