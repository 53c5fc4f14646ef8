import type { Context } from '../../../engine/context.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import { capacityReservations, type CapacityReservationRecord } from './capacity-reservation.ts'
import { emptyReservation, fillReservation } from './use-reservation.ts'

/** A reservation that begins later or ends by itself. */
export const reservationTimer = 'ec2/capacity-reservation'

/** Keeps a reservation and waits for what its dates hold. */
export function putReservation(ctx: Context, reservation: CapacityReservationRecord): void {
  ctx.db.put(capacityReservations, reservation)
  const { id, state, startDate, endDate } = reservation
  const at = state === 'scheduled' ? startDate : state === 'active' ? endDate : undefined
  if (at === undefined) ctx.timers.cancel(reservationTimer, id)
  else ctx.timers.set({ kind: reservationTimer, id, at })
}

export const onReservationTimer: TimerHandler = (ctx, { id }) => {
  const reservation = ctx.db.get(capacityReservations, id)
  if (reservation?.state === 'scheduled') {
    const active = { ...reservation, state: 'active' } as const
    putReservation(ctx, active)
    fillReservation(ctx, active)
  } else if (reservation?.state === 'active') {
    emptyReservation(ctx, reservation)
    putReservation(ctx, { ...reservation, state: 'expired' })
  }
}
