import type {
  ModifyCapacityReservationRequest,
  ModifyCapacityReservationResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { refuseMembers } from '../unsupported.ts'
import { findOpenReservation } from './find-reservation.ts'
import { readCount, readEnd } from './read-end.ts'
import { putReservation } from './reservation-timer.ts'
import { fillReservation, usedCount } from './use-reservation.ts'

/**
 * Changes count, end and who may use it; what it is a reservation of stays.
 * @limits Not below what is in use; the match criteria only while unused.
 */
export const ModifyCapacityReservation = operation<
  ModifyCapacityReservationRequest,
  ModifyCapacityReservationResult
>('ModifyCapacityReservation', (ctx, input) => {
  refuseMembers('ModifyCapacityReservation', input, [
    'AdditionalInfo',
    'AcceptModificationTerms',
    'StartDate',
    'QuoteId',
  ])
  const reservation = findOpenReservation(ctx, input.CapacityReservationId)
  const { InstanceCount, EndDate, EndDateType, InstanceMatchCriteria: criteria } = input
  if ([InstanceCount, EndDate, EndDateType, criteria].every((member) => member === undefined)) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain at least one of the parameters InstanceCount, EndDate, EndDateType or InstanceMatchCriteria',
    )
  }
  const used = usedCount(ctx, reservation)
  const total = InstanceCount === undefined ? reservation.total : readCount(InstanceCount)
  if (total < used) {
    throw new AwsError(
      'InvalidParameterValue',
      `The instance count cannot be less than the ${used} instances that use the capacity reservation.`,
    )
  }
  if (criteria !== undefined && criteria !== reservation.matchCriteria && used > 0) {
    throw new AwsError(
      'InvalidCapacityReservationState',
      'The instance match criteria can be changed only while no instance uses the capacity reservation.',
    )
  }
  const endsAnew = EndDate !== undefined || EndDateType !== undefined
  const modified = {
    ...reservation,
    total,
    endDate: endsAnew ? readEnd(ctx, EndDate, EndDateType) : reservation.endDate,
    matchCriteria: criteria ?? reservation.matchCriteria,
  }
  putReservation(ctx, modified)
  fillReservation(ctx, modified)
  return { Return: true }
})
