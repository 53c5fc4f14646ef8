import type {
  DescribeHostReservationOfferingsRequest,
  DescribeHostReservationOfferingsResult,
} from '@aws-sdk/client-ec2'
import { yearSeconds } from '../../../catalogue/commitment-prices.ts'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import {
  findHostOffering,
  hostOfferings,
  paymentNames,
  toHostOffering,
  type HostReservationOffering,
} from './host-offering.ts'

/**
 * The reservations of Dedicated Hosts that are offered: by family, term and payment.
 * @differs Prices are shares of the host's price, which is derived from its largest type.
 */
export const DescribeHostReservationOfferings = operation<
  DescribeHostReservationOfferingsRequest,
  DescribeHostReservationOfferingsResult
>('DescribeHostReservationOfferings', (ctx, input) => {
  const { OfferingId: id, MinDuration = 0, MaxDuration = Infinity } = input
  const matches = compileFilters<HostReservationOffering>(
    'DescribeHostReservationOfferings',
    input.Filter,
    {
      fields: {
        'instance-family': ({ family }) => family,
        'payment-option': ({ payment }) => paymentNames[payment],
      },
    },
  )
  const asked = id === undefined ? hostOfferings(ctx.region) : [findHostOffering(ctx.region, id)]
  const found = asked.filter((offering) => {
    const seconds = offering.years * yearSeconds
    return seconds >= MinDuration && seconds <= MaxDuration && matches(offering)
  })
  const page = paginate(ctx, 'DescribeHostReservationOfferings', found, input, {
    keyOf: (offering) => offering.id,
    max: 500,
  })
  return { OfferingSet: page.items.map(toHostOffering), NextToken: page.nextToken }
})
