import type {
  PurchaseHostReservationRequest,
  PurchaseHostReservationResult,
} from '@aws-sdk/client-ec2'
import { yearSeconds } from '../../../catalogue/commitment-prices.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { usd } from './host-offering.ts'
import { hostReservations, hostReservationTimer } from './host-reservation.ts'
import { readHostPurchase, toPurchase } from './read-purchase.ts'

/** From a purchase until it is paid. */
const paymentMs = 60_000

/**
 * Reserves allocated hosts for one or three years.
 * @limits Hosts of the offering's family that no other reservation covers.
 * @differs Payment succeeds a minute later, without money.
 */
export const PurchaseHostReservation = operation<
  PurchaseHostReservationRequest,
  PurchaseHostReservationResult
>('PurchaseHostReservation', (ctx, input) => {
  const tags = readTagSpecifications(input.TagSpecifications, ['host-reservation'])
  const purchase = readHostPurchase(ctx, input)
  const { offering, hosts, upfrontUsd, hourlyUsd } = purchase
  if (input.LimitPrice !== undefined && upfrontUsd > Number(input.LimitPrice)) {
    throw new AwsError(
      'LimitPriceExceeded',
      `The cost of the total order (${usd(upfrontUsd)} USD) is greater than the specified limit price (${input.LimitPrice} USD).`,
    )
  }
  const id = newId(ctx.chance, 'hr')
  ctx.db.put(hostReservations, {
    id,
    offeringId: offering.id,
    family: offering.family,
    hostIds: hosts.map((host) => host.id),
    years: offering.years,
    payment: offering.payment,
    start: ctx.now,
    end: ctx.now + offering.years * yearSeconds * 1_000,
    state: 'payment-pending',
    upfrontUsd: offering.upfrontUsd,
    hourlyUsd: offering.hourlyUsd,
    tags: tags('host-reservation'),
  })
  ctx.timers.set({ kind: hostReservationTimer, id, at: ctx.now + paymentMs, transition: true })
  return {
    ClientToken: input.ClientToken,
    CurrencyCode: 'USD',
    Purchase: [toPurchase(purchase, id)],
    TotalUpfrontPrice: usd(upfrontUsd),
    TotalHourlyPrice: usd(hourlyUsd),
  }
})
