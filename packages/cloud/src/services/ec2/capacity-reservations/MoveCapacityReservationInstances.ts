import type {
  MoveCapacityReservationInstancesRequest,
  MoveCapacityReservationInstancesResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { poolOf } from './capacity-reservation.ts'
import { toCapacityReservation } from './describe-reservation.ts'
import { findOpenReservation } from './find-reservation.ts'
import { moveCapacity } from './move-capacity.ts'

/**
 * Moves places, and the instances in them, to a reservation of the same kind.
 * @limits Type, platform, zone, tenancy and match criteria must be the same.
 */
export const MoveCapacityReservationInstances = operation<
  MoveCapacityReservationInstancesRequest,
  MoveCapacityReservationInstancesResult
>('MoveCapacityReservationInstances', (ctx, input) => {
  const source = findOpenReservation(ctx, input.SourceCapacityReservationId)
  const destination = findOpenReservation(ctx, input.DestinationCapacityReservationId)
  if (
    source.id === destination.id ||
    poolOf(source) !== poolOf(destination) ||
    source.matchCriteria !== destination.matchCriteria
  ) {
    throw new AwsError(
      'InvalidParameterCombination',
      'Source and destination must be two capacity reservations with the same instance type, platform, Availability Zone, tenancy and instance match criteria.',
    )
  }
  const moved = moveCapacity(ctx, source, destination, input.InstanceCount)
  return {
    SourceCapacityReservation: toCapacityReservation(ctx, moved.source),
    DestinationCapacityReservation: toCapacityReservation(ctx, moved.destination),
    InstanceCount: input.InstanceCount,
  }
})
