import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { capacityReservations, type CapacityReservationRecord } from './capacity-reservation.ts'

export function findReservation(ctx: Context, id: string | undefined): CapacityReservationRecord {
  const found = id === undefined ? undefined : ctx.db.get(capacityReservations, id)
  if (found) return found
  if (!/^cr-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id ?? '')) {
    throw new AwsError(
      'InvalidCapacityReservationId.Malformed',
      `Invalid id: "${id ?? ''}" (expecting "cr-...")`,
    )
  }
  throw new AwsError(
    'InvalidCapacityReservationId.NotFound',
    `The capacity reservation '${id}' does not exist.`,
  )
}

/** For what only a reservation that has not ended takes. */
export function findOpenReservation(
  ctx: Context,
  id: string | undefined,
): CapacityReservationRecord {
  const found = findReservation(ctx, id)
  if (found.state === 'active' || found.state === 'scheduled') return found
  throw new AwsError(
    'InvalidCapacityReservationState',
    `The capacity reservation '${found.id}' is not in the 'active' state.`,
  )
}
