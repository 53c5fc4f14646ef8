import type {
  CommitmentClass,
  CommitmentYears,
  Payment,
} from '../../../catalogue/commitment-prices.ts'
import type { PricedPlatform } from '../../../catalogue/prices.ts'
import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import type { Tagged } from '../tag.ts'

/** Reserved Instances that were bought together, or came out of a modification or an exchange. */
export interface ReservedInstancesRecord extends Tagged {
  /** A UUID, without a prefix. */
  readonly id: string
  /** What AWS's prices called it when it was bought. */
  readonly offeringId: string
  readonly instanceType: string
  readonly platform: PricedPlatform
  readonly tenancy: 'default' | 'dedicated'
  readonly kind: CommitmentClass
  readonly years: CommitmentYears
  readonly payment: Payment
  /** Undefined for Regional ones. */
  readonly zone?: string
  readonly count: number
  readonly durationSeconds: number
  /** Absent for what a modification or an exchange made: it counts as no purchase. */
  readonly purchaseTime?: number
  readonly start: number
  readonly end: number
  readonly state: ReservedState
  /** Of each, for the time from its start to its end. */
  readonly upfrontUsd: number
  /** Of all, what fell due when it was made: nothing for what a modification made, the rest for an exchange. */
  readonly dueUsd: number
  /** Of each. */
  readonly hourlyUsd: number
  /** What it became; it covers nothing from then on. */
  readonly replacedAt?: number
  /** A modification that is not through yet. */
  readonly modificationId?: string
}

export type ReservedState =
  | 'payment-pending'
  | 'active'
  | 'payment-failed'
  | 'retired'
  | 'queued'
  | 'queued-deleted'

export const reservedInstances = collection<ReservedInstancesRecord>({
  name: 'ec2/reserved-instances',
  scope: 'region',
})

/** A purchase is paid, queued ones are bought, a term ends. */
export const reservedTimer = 'ec2/reserved-instances'

/** From a purchase until it is paid. */
const paymentMs = 60_000

/** Keeps it and waits for what comes next. */
export function putReserved(ctx: Context, record: ReservedInstancesRecord): void {
  ctx.db.put(reservedInstances, record)
  const { id, state, start, end } = record
  const timer = { kind: reservedTimer, id }
  if (state === 'queued') ctx.timers.set({ ...timer, at: start })
  else if (state === 'payment-pending') {
    ctx.timers.set({ ...timer, at: ctx.now + paymentMs, transition: true })
  } else if (state === 'active') ctx.timers.set({ ...timer, at: end })
  else ctx.timers.cancel(reservedTimer, id)
}

export const onReservedTimer: TimerHandler = (ctx, { id }) => {
  const record = ctx.db.get(reservedInstances, id)
  if (record?.state === 'queued') putReserved(ctx, { ...record, state: 'payment-pending' })
  else if (record?.state === 'payment-pending') putReserved(ctx, { ...record, state: 'active' })
  else if (record?.state === 'active') putReserved(ctx, { ...record, state: 'retired' })
}
