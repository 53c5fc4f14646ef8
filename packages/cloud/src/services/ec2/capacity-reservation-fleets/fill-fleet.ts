import type { Context } from '../../../engine/context.ts'
import {
  capacityReservations,
  type CapacityReservationRecord,
} from '../capacity-reservations/capacity-reservation.ts'
import { putReservation } from '../capacity-reservations/reservation-timer.ts'
import { emptyReservation, fillReservation } from '../capacity-reservations/use-reservation.ts'
import { newId } from '../ids.ts'
import { reservationFleets, type ReservationFleetRecord } from './reservation-fleet.ts'

/** Reserves what a fleet lacks of its target: all of it by its first specification, as there is always capacity. */
export function fillFleet(ctx: Context, fleet: ReservationFleetRecord): ReservationFleetRecord {
  const first = [...fleet.specifications.keys()].toSorted(
    (a, b) => (fleet.specifications[a]?.priority ?? 0) - (fleet.specifications[b]?.priority ?? 0),
  )[0]
  const specification = fleet.specifications[first ?? 0]
  if (first === undefined || !specification) throw new Error('A fleet without specifications')
  const present = fleet.members.find((each) => each.specification === first)
  const { weight, ...what } = specification
  const total = Math.ceil(fleet.target / weight)
  const old = present && ctx.db.get(capacityReservations, present.id)
  const reservation: CapacityReservationRecord = old
    ? { ...old, total, endDate: fleet.endDate }
    : {
        id: newId(ctx.chance, 'cr'),
        instanceType: what.instanceType,
        platform: what.platform,
        availabilityZone: what.availabilityZone,
        tenancy: 'default',
        total,
        ebsOptimized: what.ebsOptimized,
        ephemeralStorage: false,
        state: 'active',
        createTime: ctx.now,
        startDate: ctx.now,
        endDate: fleet.endDate,
        matchCriteria: 'open',
        fleetId: fleet.id,
        tags: [],
      }
  putReservation(ctx, reservation)
  fillReservation(ctx, reservation)
  const members = present
    ? fleet.members
    : [...fleet.members, { id: reservation.id, specification: first }]
  const filled = { ...fleet, members }
  ctx.db.put(reservationFleets, filled)
  return filled
}

/** What runs in the fleet's reservations runs on without them. */
export function cancelFleet(ctx: Context, fleet: ReservationFleetRecord): void {
  for (const { id } of fleet.members) {
    const reservation = ctx.db.get(capacityReservations, id)
    if (reservation?.state !== 'active') continue
    emptyReservation(ctx, reservation)
    putReservation(ctx, { ...reservation, state: 'cancelled' })
  }
  ctx.db.put(reservationFleets, { ...fleet, state: 'cancelled' })
}
