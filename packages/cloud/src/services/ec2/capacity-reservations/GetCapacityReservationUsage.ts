import type {
  GetCapacityReservationUsageRequest,
  GetCapacityReservationUsageResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { paginate } from '../paging.ts'
import { findReservation } from './find-reservation.ts'
import { usedCount } from './use-reservation.ts'

/**
 * How many places of a reservation are used, and by whom.
 * @differs Reservations are not shared between accounts.
 */
export const GetCapacityReservationUsage = operation<
  GetCapacityReservationUsageRequest,
  GetCapacityReservationUsageResult
>('GetCapacityReservationUsage', (ctx, input) => {
  const reservation = findReservation(ctx, input.CapacityReservationId)
  const UsedInstanceCount = usedCount(ctx, reservation)
  const usages = UsedInstanceCount > 0 ? [{ AccountId: ctx.account, UsedInstanceCount }] : []
  const page = paginate(ctx, 'GetCapacityReservationUsage', usages, input, {
    keyOf: ({ AccountId }) => AccountId,
    min: 1,
    max: 1_000,
  })
  const active = reservation.state === 'active'
  return {
    CapacityReservationId: reservation.id,
    InstanceType: reservation.instanceType,
    TotalInstanceCount: reservation.total,
    AvailableInstanceCount: active ? reservation.total - UsedInstanceCount : 0,
    State: reservation.state,
    InstanceUsages: [...page.items],
    NextToken: page.nextToken,
  }
})
