import type {
  GetHostReservationPurchasePreviewRequest,
  GetHostReservationPurchasePreviewResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { usd } from './host-offering.ts'
import { readHostPurchase, toPurchase } from './read-purchase.ts'

/** What reserving hosts would cost; nothing is bought. */
export const GetHostReservationPurchasePreview = operation<
  GetHostReservationPurchasePreviewRequest,
  GetHostReservationPurchasePreviewResult
>('GetHostReservationPurchasePreview', (ctx, input) => {
  const purchase = readHostPurchase(ctx, input)
  return {
    CurrencyCode: 'USD',
    Purchase: [toPurchase(purchase)],
    TotalUpfrontPrice: usd(purchase.upfrontUsd),
    TotalHourlyPrice: usd(purchase.hourlyUsd),
  }
})
