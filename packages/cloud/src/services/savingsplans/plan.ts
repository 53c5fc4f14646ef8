import type { SavingsPlan } from '@aws-sdk/client-savingsplans'
import {
  yearSeconds,
  type CommitmentYears,
  type Payment,
  type PlanKind,
} from '../../catalogue/commitment-prices.ts'
import { collection } from '../../engine/collection.ts'
import type { Context } from '../../engine/context.ts'
import type { TimerHandler } from '../../engine/timers.ts'
import { AwsError } from '../../errors.ts'
import { describeOffering, planProducts } from './offering.ts'

/** A commitment to spend so much an hour for years. */
export interface PlanRecord {
  /** A UUID. */
  readonly id: string
  readonly offeringId: string
  readonly kind: PlanKind
  readonly years: CommitmentYears
  readonly payment: Payment
  readonly region?: string
  readonly family?: string
  readonly commitmentUsdPerHour: number
  readonly upfrontUsd: number
  readonly recurringUsdPerHour: number
  readonly state: PlanState
  readonly start: number
  readonly end: number
  /** Until then it can be given back. */
  readonly returnableUntil?: number
  readonly returnedAt?: number
  readonly tags: Readonly<Record<string, string>>
}

export type PlanState =
  | 'payment-pending'
  | 'payment-failed'
  | 'active'
  | 'retired'
  | 'queued'
  | 'queued-deleted'
  | 'pending-return'
  | 'returned'

export const plans = collection<PlanRecord>({ name: 'savingsplans/plan', scope: 'account' })

/** A purchase is paid or due, a term ends, a return is through. */
export const planTimer = 'savingsplans/plan'

/** From a purchase until it is paid, and from a return until it is settled. */
const settlingMs = 60_000

/** Keeps it and waits for what comes next. */
export function putPlan(ctx: Context, plan: PlanRecord): void {
  ctx.db.put(plans, plan)
  const { id, state, start, end } = plan
  const timer = { kind: planTimer, id }
  if (state === 'queued') ctx.timers.set({ ...timer, at: start })
  else if (state === 'active') ctx.timers.set({ ...timer, at: end })
  else if (state === 'payment-pending' || state === 'pending-return') {
    ctx.timers.set({ ...timer, at: ctx.now + settlingMs, transition: true })
  } else ctx.timers.cancel(planTimer, id)
}

const next = {
  queued: 'payment-pending',
  'payment-pending': 'active',
  active: 'retired',
  'pending-return': 'returned',
} as const

export const onPlanTimer: TimerHandler = (ctx, { id }) => {
  const plan = ctx.db.get(plans, id)
  if (!plan) return
  const { state } = plan
  if (state === 'queued' || state === 'payment-pending' || state === 'pending-return') {
    putPlan(ctx, { ...plan, state: next[state] })
  } else if (state === 'active') putPlan(ctx, { ...plan, state: next.active })
}

export function findPlan(ctx: Context, id: string | undefined): PlanRecord {
  const found = ctx.db.get(plans, id ?? '')
  if (found) return found
  throw new AwsError('ResourceNotFoundException', `Savings Plan ${id} does not exist.`, 404)
}

/** `arn:aws:savingsplans::123456789012:savingsplan/<id>` */
export function planArn(ctx: Context, id: string): string {
  return `arn:aws:savingsplans::${ctx.account}:savingsplan/${id}`
}

export function findPlanByArn(ctx: Context, arn: string | undefined): PlanRecord {
  const id = arn?.split('/').at(-1) ?? ''
  if (arn === planArn(ctx, id)) return findPlan(ctx, id)
  throw new AwsError('ResourceNotFoundException', `Resource ${arn} does not exist.`, 404)
}

export function toPlan(ctx: Context, plan: PlanRecord): SavingsPlan {
  const { id, kind, years, start, end, returnedAt = end, returnableUntil } = plan
  return {
    offeringId: plan.offeringId,
    savingsPlanId: id,
    savingsPlanArn: planArn(ctx, id),
    description: describeOffering({ ...plan, id: plan.offeringId }),
    start: iso(start),
    end: iso(returnedAt),
    state: plan.state,
    region: plan.region,
    ec2InstanceFamily: plan.family,
    savingsPlanType: kind,
    paymentOption: plan.payment,
    productTypes: [...planProducts[kind]],
    currency: 'USD',
    commitment: usd(plan.commitmentUsdPerHour),
    upfrontPaymentAmount: usd(plan.upfrontUsd),
    recurringPaymentAmount: usd(plan.recurringUsdPerHour),
    termDurationInSeconds: years * yearSeconds,
    tags: { ...plan.tags },
    returnableUntil: returnableUntil === undefined ? undefined : iso(returnableUntil),
  }
}

/** `0.01000000`: AWS writes eight digits. */
export const usd = (amount: number): string => amount.toFixed(8)

const iso = (at: number): string => new Date(at).toISOString()
