import type {
  GetGroupsForCapacityReservationRequest,
  GetGroupsForCapacityReservationResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findReservation } from './find-reservation.ts'

/**
 * In none: resource groups are a service that this cloud does not have.
 * @differs Always empty.
 */
export const GetGroupsForCapacityReservation = operation<
  GetGroupsForCapacityReservationRequest,
  GetGroupsForCapacityReservationResult
>('GetGroupsForCapacityReservation', (ctx, input) => {
  findReservation(ctx, input.CapacityReservationId)
  return { CapacityReservationGroups: [] }
})
