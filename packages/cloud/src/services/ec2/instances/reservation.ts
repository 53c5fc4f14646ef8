import type { Reservation } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { instances } from './instance.ts'
import type { DescribedInstance } from './described-instance.ts'
import { instanceView } from './instance-view.ts'

/** The instances by reservation, in the order of each reservation's first. */
export function groupByReservation(found: readonly DescribedInstance[]): Reservation[] {
  const groups = new Map<string, DescribedInstance[]>()
  const reservations: Reservation[] = []
  for (const described of found) {
    const { reservationId, ownerId } = described.record
    const group = groups.get(reservationId)
    if (group) {
      group.push(described)
      continue
    }
    const members = [described]
    groups.set(reservationId, members)
    reservations.push({
      ReservationId: reservationId,
      OwnerId: ownerId,
      Groups: [],
      Instances: members,
    })
  }
  return reservations
}

/** A whole reservation as it is now. */
export function describeReservation(ctx: Context, reservationId: string): Reservation {
  const members = ctx.db
    .by(instances, 'reservation', reservationId)
    .flatMap(({ id }) => ctx.db.view(instanceView, id) ?? [])
  return groupByReservation(members)[0] ?? { ReservationId: reservationId, Instances: [] }
}
