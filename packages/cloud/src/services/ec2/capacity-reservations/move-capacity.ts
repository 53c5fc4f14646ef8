import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { instances } from '../instances/instance.ts'
import type { CapacityReservationRecord } from './capacity-reservation.ts'
import { readCount } from './read-end.ts'
import { putReservation } from './reservation-timer.ts'
import { usedCount } from './use-reservation.ts'

/**
 * Moves places from one reservation to another: the free ones first, then those in use with what runs in them. A source that
 * gives its last place away is cancelled.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/capacity-reservations-move.html
 */
export function moveCapacity(
  ctx: Context,
  source: CapacityReservationRecord,
  destination: CapacityReservationRecord,
  asked: number | undefined,
): { source: CapacityReservationRecord; destination: CapacityReservationRecord } {
  const count = readCount(asked)
  if (count > source.total) {
    throw new AwsError(
      'InvalidParameterValue',
      `The instance count ${count} exceeds the ${source.total} of the capacity reservation '${source.id}'.`,
    )
  }
  const free = source.total - usedCount(ctx, source)
  const running = ctx.db.by(instances, 'capacityReservation', source.id)
  for (const instance of running.slice(0, Math.max(0, count - free))) {
    ctx.db.put(instances, { ...instance, capacityReservationId: destination.id })
  }
  const left = source.total - count
  const moved = {
    source:
      left === 0
        ? ({ ...source, total: 0, state: 'cancelled' } as const)
        : { ...source, total: left },
    destination: { ...destination, total: destination.total + count },
  }
  putReservation(ctx, moved.source)
  putReservation(ctx, moved.destination)
  return moved
}
