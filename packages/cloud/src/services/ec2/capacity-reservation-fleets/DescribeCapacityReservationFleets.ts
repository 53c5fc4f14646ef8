import type {
  CapacityReservationFleet,
  DescribeCapacityReservationFleetsRequest,
  DescribeCapacityReservationFleetsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import { findReservationFleet, reservationFleets, toReservationFleet } from './reservation-fleet.ts'

/** Lists Capacity Reservation Fleets with their reservations. */
export const DescribeCapacityReservationFleets = operation<
  DescribeCapacityReservationFleetsRequest,
  DescribeCapacityReservationFleetsResult
>('DescribeCapacityReservationFleets', (ctx, input) => {
  const ids = input.CapacityReservationFleetIds ?? []
  const asked =
    ids.length > 0
      ? [...new Set(ids)].map((id) => findReservationFleet(ctx, id))
      : ctx.db.all(reservationFleets)
  const found = asked
    .map((fleet) => toReservationFleet(ctx, fleet))
    .filter(
      compileFilters<CapacityReservationFleet>('DescribeCapacityReservationFleets', input.Filters, {
        fields: {
          state: ({ State }) => State,
          'instance-match-criteria': ({ InstanceMatchCriteria }) => InstanceMatchCriteria,
          tenancy: ({ Tenancy }) => Tenancy,
          'allocation-strategy': ({ AllocationStrategy }) => AllocationStrategy,
        },
      }),
    )
  const page = paginate(ctx, 'DescribeCapacityReservationFleets', found, input, {
    keyOf: ({ CapacityReservationFleetId }) => CapacityReservationFleetId ?? '',
    min: 1,
    max: 100,
  })
  return { CapacityReservationFleets: [...page.items], NextToken: page.nextToken }
})
