import type {
  CapacityReservation,
  DescribeCapacityReservationsRequest,
  DescribeCapacityReservationsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters, type FilterFields } from '../filters.ts'
import { paginate } from '../paging.ts'
import { capacityReservations } from './capacity-reservation.ts'
import { toCapacityReservation } from './describe-reservation.ts'
import { findReservation } from './find-reservation.ts'

/** Lists reservations with their places and how many are free. */
export const DescribeCapacityReservations = operation<
  DescribeCapacityReservationsRequest,
  DescribeCapacityReservationsResult
>('DescribeCapacityReservations', (ctx, input) => {
  const ids = input.CapacityReservationIds ?? []
  const asked =
    ids.length > 0
      ? [...new Set(ids)].map((id) => findReservation(ctx, id))
      : ctx.db.all(capacityReservations)
  const found = asked
    .map((reservation) => toCapacityReservation(ctx, reservation))
    .filter(compileFilters('DescribeCapacityReservations', input.Filters, reservationFilters))
  const page = paginate(ctx, 'DescribeCapacityReservations', found, input, {
    keyOf: ({ CapacityReservationId }) => CapacityReservationId ?? '',
    min: 1,
    max: 1_000,
    ids: { name: 'CapacityReservationIds', given: ids.length > 0 },
  })
  return { CapacityReservations: [...page.items], NextToken: page.nextToken }
})

const reservationFilters: FilterFields<CapacityReservation> = {
  fields: {
    'instance-type': ({ InstanceType }) => InstanceType,
    'owner-id': ({ OwnerId }) => OwnerId,
    'instance-platform': ({ InstancePlatform }) => InstancePlatform,
    'availability-zone': ({ AvailabilityZone }) => AvailabilityZone,
    'availability-zone-id': ({ AvailabilityZoneId }) => AvailabilityZoneId,
    tenancy: ({ Tenancy }) => Tenancy,
    'outpost-arn': () => undefined,
    state: ({ State }) => State,
    'start-date': ({ StartDate }) => StartDate?.toISOString(),
    'end-date': ({ EndDate }) => EndDate?.toISOString(),
    'end-date-type': ({ EndDateType }) => EndDateType,
    'instance-match-criteria': ({ InstanceMatchCriteria }) => InstanceMatchCriteria,
    'placement-group-arn': () => undefined,
  },
  tags: ({ Tags }) =>
    (Tags ?? []).flatMap(({ Key, Value }) =>
      Key === undefined ? [] : [{ Key, Value: Value ?? '' }],
    ),
}
