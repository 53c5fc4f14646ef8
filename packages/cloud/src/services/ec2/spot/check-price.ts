import { priceText, spotPriceAt } from '../../../catalogue/spot-prices.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import type { InstanceRecord } from '../instances/instance.ts'
import type { SpotWish } from './spot-request.ts'

/** Refuses a launch that pays less than the zone charges now. */
export function checkSpotPrice(
  ctx: Context,
  { maxPrice }: SpotWish,
  type: string,
  zone: string,
  platform: InstanceRecord['platform'],
): void {
  if (maxPrice === undefined) return
  const price = spotPriceAt({ type, zone, platform: platform ?? 'linux' }, ctx.now)
  if (!price || Number(maxPrice) >= price.usdPerHour) return
  throw new AwsError(
    'SpotMaxPriceTooLow',
    `Your Spot request price of ${maxPrice} is lower than the minimum required Spot request fulfillment price of ${priceText(price)}.`,
  )
}
