import type { Reservation } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { instances } from './instance.ts'
import { instanceView, makeReservation, type DescribedInstance } from './instance-view.ts'

/** Reservations of several instances, by their first one: while none changes they keep their identity, and with it their encoded text. */
const made = new WeakMap<DescribedInstance, Reservation>()

/** The instances by reservation, in the order of each reservation's first. */
export function groupByReservation(found: readonly DescribedInstance[]): Reservation[] {
  const groups = new Map<string, DescribedInstance | DescribedInstance[]>()
  for (const described of found) {
    const { reservationId } = described.record
    const group = groups.get(reservationId)
    if (group === undefined) groups.set(reservationId, described)
    else if (Array.isArray(group)) group.push(described)
    else groups.set(reservationId, [group, described])
  }
  const reservations: Reservation[] = []
  for (const group of groups.values()) {
    reservations.push(Array.isArray(group) ? joinReservation(group) : group.alone)
  }
  return reservations
}

function joinReservation(members: readonly DescribedInstance[]): Reservation {
  const [first] = members
  if (!first) throw new Error('A reservation without instances')
  const kept = made.get(first)
  if (kept?.Instances?.length === members.length) {
    if (members.every(({ instance }, at) => kept.Instances?.[at] === instance)) return kept
  }
  const reservation = makeReservation(
    first.record,
    members.map(({ instance }) => instance),
  )
  made.set(first, reservation)
  return reservation
}

/** A whole reservation as it is now. */
export function describeReservation(ctx: Context, reservationId: string): Reservation {
  const members = ctx.db
    .by(instances, 'reservation', reservationId)
    .flatMap(({ id }) => ctx.db.view(instanceView, id) ?? [])
  return groupByReservation(members)[0] ?? { ReservationId: reservationId, Instances: [] }
}
