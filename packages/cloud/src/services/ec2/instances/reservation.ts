import type { Instance, Reservation } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { instances } from './instance.ts'
import { instanceView } from './instance-view.ts'

/** Reservations made before, by their first instance's answer: an unchanged one keeps its identity, and with it its encoded text. */
const made = new WeakMap<Instance, Reservation>()

/** A reservation with these instances (all of it or what filters left); the same object for the same unchanged instances. */
export function toReservation(
  account: string,
  reservationId: string,
  members: readonly Instance[],
): Reservation {
  const [first] = members
  const kept = first && made.get(first)
  if (kept && sameMembers(kept.Instances ?? [], members)) return kept
  const reservation: Reservation = {
    ReservationId: reservationId,
    OwnerId: account,
    Groups: [],
    Instances: [...members],
  }
  if (first) made.set(first, reservation)
  return reservation
}

function sameMembers(a: readonly Instance[], b: readonly Instance[]): boolean {
  return a.length === b.length && a.every((member, at) => member === b[at])
}

/** A whole reservation as it is now. */
export function describeReservation(ctx: Context, reservationId: string): Reservation {
  const members = ctx.db
    .by(instances, 'reservation', reservationId)
    .flatMap(({ id }) => ctx.db.view(instanceView, id) ?? [])
  return toReservation(ctx.account, reservationId, members)
}
