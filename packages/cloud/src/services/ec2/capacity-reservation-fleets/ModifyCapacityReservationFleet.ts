import type {
  ModifyCapacityReservationFleetRequest,
  ModifyCapacityReservationFleetResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { readEnd } from '../capacity-reservations/read-end.ts'
import { readReservationTarget } from './CreateCapacityReservationFleet.ts'
import { fillFleet } from './fill-fleet.ts'
import { findReservationFleet } from './reservation-fleet.ts'

/**
 * Changes target or end of a Capacity Reservation Fleet; its reservation grows or shrinks with it.
 * @limits Only active ones.
 */
export const ModifyCapacityReservationFleet = operation<
  ModifyCapacityReservationFleetRequest,
  ModifyCapacityReservationFleetResult
>('ModifyCapacityReservationFleet', (ctx, input) => {
  const fleet = findReservationFleet(ctx, input.CapacityReservationFleetId)
  const { TotalTargetCapacity: target, EndDate, RemoveEndDate: removes } = input
  if (fleet.state !== 'active') {
    throw new AwsError(
      'InvalidCapacityReservationFleetState',
      `The capacity reservation fleet '${fleet.id}' is in the state '${fleet.state}'.`,
    )
  }
  if (EndDate && removes) {
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter EndDate cannot be used with the parameter RemoveEndDate',
    )
  }
  const endDate = EndDate ? readEnd(ctx, EndDate, undefined) : removes ? undefined : fleet.endDate
  fillFleet(ctx, {
    ...fleet,
    endDate,
    target: target === undefined ? fleet.target : readReservationTarget(target),
  })
  return { Return: true }
})
