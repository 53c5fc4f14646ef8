import type { ReadRecords } from '../../engine/collection.ts'
import type { PlanCoverage } from '../../metering/coverage.ts'
import { plans } from './plan.ts'

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
