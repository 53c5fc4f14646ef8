import type { Purchase } from '@aws-sdk/client-ec2'
import { yearSeconds } from '../../../catalogue/commitment-prices.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { familyOf, findHost, type HostRecord } from '../hosts/host.ts'
import {
  findHostOffering,
  paymentNames,
  usd,
  type HostReservationOffering,
} from './host-offering.ts'
import { reservationOfHost } from './host-reservation.ts'

export interface HostPurchase {
  readonly offering: HostReservationOffering
  readonly hosts: readonly HostRecord[]
  readonly upfrontUsd: number
  readonly hourlyUsd: number
}

/** What a purchase would be, or AWS's refusal of it. */
export function readHostPurchase(
  ctx: Context,
  input: { readonly HostIdSet?: readonly string[]; readonly OfferingId?: string },
): HostPurchase {
  const offering = findHostOffering(ctx.region, input.OfferingId)
  const hosts = [...new Set(input.HostIdSet)].map((id) => findHost(ctx, id))
  for (const host of hosts) check(ctx, host, offering)
  return {
    offering,
    hosts,
    upfrontUsd: offering.upfrontUsd * hosts.length,
    hourlyUsd: offering.hourlyUsd * hosts.length,
  }
}

function check(ctx: Context, host: HostRecord, { family }: HostReservationOffering): void {
  const { id, holds, releaseTime } = host
  if (releaseTime !== undefined) {
    throw new AwsError('InvalidHostState', `The Dedicated Host '${id}' is not available.`)
  }
  const own = 'type' in holds ? familyOf(holds.type) : holds.family
  if (own !== family) {
    throw new AwsError(
      'InvalidInstanceFamily',
      `The instance family of the offering (${family}) is different from that of the Dedicated Host '${id}' (${own}).`,
    )
  }
  if (reservationOfHost(ctx.db, id)) {
    throw new AwsError(
      'HostAlreadyCoveredByReservation',
      `The specified Dedicated Host '${id}' is already covered by a reservation.`,
    )
  }
}

export function toPurchase(purchase: HostPurchase, reservationId?: string): Purchase {
  const { offering, hosts, upfrontUsd, hourlyUsd } = purchase
  return {
    HostReservationId: reservationId,
    HostIdSet: hosts.map(({ id }) => id),
    InstanceFamily: offering.family,
    PaymentOption: paymentNames[offering.payment],
    Duration: offering.years * yearSeconds,
    CurrencyCode: 'USD',
    UpfrontPrice: usd(upfrontUsd),
    HourlyPrice: usd(hourlyUsd),
  }
}
