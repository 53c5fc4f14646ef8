import type {
  CancelCapacityReservationRequest,
  CancelCapacityReservationResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { refuseMembers } from '../unsupported.ts'
import { findOpenReservation } from './find-reservation.ts'
import { putReservation } from './reservation-timer.ts'
import { emptyReservation } from './use-reservation.ts'

/** Ends a reservation; the instances in it run on without it. */
export const CancelCapacityReservation = operation<
  CancelCapacityReservationRequest,
  CancelCapacityReservationResult
>('CancelCapacityReservation', (ctx, input) => {
  refuseMembers('CancelCapacityReservation', input, ['ApplyCancellationCharges', 'QuoteId'])
  const reservation = findOpenReservation(ctx, input.CapacityReservationId)
  emptyReservation(ctx, reservation)
  putReservation(ctx, { ...reservation, state: 'cancelled' })
  return { Return: true }
})
