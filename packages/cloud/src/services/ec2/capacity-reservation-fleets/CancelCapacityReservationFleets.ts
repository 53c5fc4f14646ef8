import type {
  CancelCapacityReservationFleetsRequest,
  CancelCapacityReservationFleetsResult,
  CapacityReservationFleetCancellationState,
  FailedCapacityReservationFleetCancellationResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { cancelFleet } from './fill-fleet.ts'
import { findReservationFleet } from './reservation-fleet.ts'

/** Cancels Capacity Reservation Fleets with their reservations, each for itself. */
export const CancelCapacityReservationFleets = operation<
  CancelCapacityReservationFleetsRequest,
  CancelCapacityReservationFleetsResult
>('CancelCapacityReservationFleets', (ctx, input) => {
  const done: CapacityReservationFleetCancellationState[] = []
  const failed: FailedCapacityReservationFleetCancellationResult[] = []
  for (const id of new Set(input.CapacityReservationFleetIds)) {
    try {
      const fleet = findReservationFleet(ctx, id)
      if (fleet.state !== 'active') {
        throw new AwsError(
          'InvalidCapacityReservationFleetState',
          `The capacity reservation fleet '${id}' is in the state '${fleet.state}'.`,
        )
      }
      cancelFleet(ctx, fleet)
      done.push({
        CapacityReservationFleetId: id,
        PreviousFleetState: 'active',
        CurrentFleetState: 'cancelling',
      })
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      failed.push({
        CapacityReservationFleetId: id,
        CancelCapacityReservationFleetError: { Code: error.code, Message: error.message },
      })
    }
  }
  return { SuccessfulFleetCancellations: done, FailedFleetCancellations: failed }
})
