import type {
  DescribeHostReservationsRequest,
  DescribeHostReservationsResult,
  HostReservation,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import { paymentNames, usd } from './host-offering.ts'
import { hostReservations, type HostReservationRecord } from './host-reservation.ts'

/** Lists the reservations of Dedicated Hosts, also those that have run out. */
export const DescribeHostReservations = operation<
  DescribeHostReservationsRequest,
  DescribeHostReservationsResult
>('DescribeHostReservations', (ctx, input) => {
  const ids = input.HostReservationIdSet ?? []
  const asked =
    ids.length > 0
      ? [...new Set(ids)].map((id) => findHostReservation(ctx, id))
      : ctx.db.all(hostReservations)
  const matches = compileFilters<HostReservationRecord>('DescribeHostReservations', input.Filter, {
    fields: {
      'instance-family': ({ family }) => family,
      'payment-option': ({ payment }) => paymentNames[payment],
      state: ({ state }) => state,
    },
    tags: ({ tags }) => tags,
  })
  const page = paginate(ctx, 'DescribeHostReservations', asked.filter(matches), input, {
    keyOf: ({ id }) => id,
    max: 500,
  })
  return { HostReservationSet: page.items.map(toHostReservation), NextToken: page.nextToken }
})

function findHostReservation(ctx: Context, id: string): HostReservationRecord {
  const found = ctx.db.get(hostReservations, id)
  if (found) return found
  if (!/^hr-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) {
    throw new AwsError(
      'InvalidHostReservationId.Malformed',
      `Invalid id: "${id}" (expecting "hr-...")`,
    )
  }
  throw new AwsError(
    'InvalidHostReservationID.NotFound',
    `The host reservation ID '${id}' does not exist`,
  )
}

function toHostReservation(record: HostReservationRecord): HostReservation {
  const count = record.hostIds.length
  return {
    HostReservationId: record.id,
    OfferingId: record.offeringId,
    HostIdSet: [...record.hostIds],
    Count: count,
    InstanceFamily: record.family,
    PaymentOption: paymentNames[record.payment],
    Duration: Math.round((record.end - record.start) / 1_000),
    CurrencyCode: 'USD',
    UpfrontPrice: usd(record.upfrontUsd * count),
    HourlyPrice: usd(record.hourlyUsd * count),
    Start: new Date(record.start),
    End: new Date(record.end),
    State: record.state,
    Tags: [...record.tags],
  }
}
