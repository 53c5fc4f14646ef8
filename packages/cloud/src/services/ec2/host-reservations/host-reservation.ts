import type { CommitmentYears, Payment } from '../../../catalogue/commitment-prices.ts'
import { collection, type ReadRecords } from '../../../engine/collection.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import type { HostCoverage } from '../../../metering/coverage.ts'
import type { Tagged } from '../tag.ts'

/** Dedicated Hosts that are paid for years. */
export interface HostReservationRecord extends Tagged {
  /** `hr-0…` */
  readonly id: string
  readonly offeringId: string
  readonly family: string
  readonly hostIds: readonly string[]
  readonly years: CommitmentYears
  readonly payment: Payment
  readonly start: number
  readonly end: number
  readonly state: 'payment-pending' | 'payment-failed' | 'active' | 'retired'
  /** Of each host. */
  readonly upfrontUsd: number
  readonly hourlyUsd: number
}

export const hostReservations = collection<HostReservationRecord, 'host'>({
  name: 'ec2/host-reservation',
  scope: 'region',
  indexes: { host: ({ hostIds }) => hostIds },
})

/** A reservation is paid, or ends. */
export const hostReservationTimer = 'ec2/host-reservation'

export const onHostReservationTimer: TimerHandler = (ctx, { id }) => {
  const record = ctx.db.get(hostReservations, id)
  if (record?.state === 'payment-pending') {
    ctx.db.put(hostReservations, { ...record, state: 'active' })
    ctx.timers.set({ kind: hostReservationTimer, id, at: record.end })
  } else if (record?.state === 'active') {
    ctx.db.put(hostReservations, { ...record, state: 'retired' })
  }
}

/** The reservation that pays for a host now. */
export function reservationOfHost(
  db: ReadRecords,
  hostId: string,
): HostReservationRecord | undefined {
  return db
    .by(hostReservations, 'host', hostId)
    .find(({ state }) => state === 'active' || state === 'payment-pending')
}

/** Everything in a Region that was reserved and has covered something: also what has run out since. */
export function hostCoverage(db: ReadRecords): readonly HostCoverage[] {
  return db
    .all(hostReservations)
    .filter(({ state }) => state === 'active' || state === 'retired')
    .map(({ id, family, hostIds, start, end, upfrontUsd, hourlyUsd }) => ({
      id,
      family,
      hostIds,
      fromMs: start,
      untilMs: end,
      upfrontUsd,
      hourlyUsd,
    }))
}
