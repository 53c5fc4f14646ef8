import type { CommitmentYears, Payment, PlanKind } from '../../catalogue/commitment-prices.ts'
import type { ReadRecords } from '../../engine/collection.ts'
import { plans } from './plan.ts'

/** What a Savings Plan takes off the account's bill. Times in ms since the epoch. */
export interface PlanCoverage {
  readonly id: string
  readonly kind: PlanKind
  /** Of an EC2 Instance Savings Plan. */
  readonly family?: string
  readonly region?: string
  readonly years: CommitmentYears
  readonly payment: Payment
  /** At Savings Plans rates. */
  readonly commitmentUsdPerHour: number
  readonly fromMs: number
  readonly untilMs: number
  /** Of the whole plan, paid at `fromMs`. */
  readonly upfrontUsd: number
  readonly recurringUsdPerHour: number
}

/** What Savings Plans take off the account's bill; what was given back is refunded, and counts for nothing. */
export function planCoverage(db: ReadRecords): readonly PlanCoverage[] {
  return db
    .all(plans)
    .filter(({ state }) => state === 'active' || state === 'retired')
    .map((plan) => ({
      id: plan.id,
      kind: plan.kind,
      family: plan.family,
      region: plan.region,
      years: plan.years,
      payment: plan.payment,
      commitmentUsdPerHour: plan.commitmentUsdPerHour,
      fromMs: plan.start,
      untilMs: plan.end,
      upfrontUsd: plan.upfrontUsd,
      recurringUsdPerHour: plan.recurringUsdPerHour,
    }))
}
