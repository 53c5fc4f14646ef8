import type { Context } from '../../engine/context.ts'
import { collection } from '../../engine/collection.ts'
import { usage } from '../../metering/usage.ts'
import type { Books } from '../../metering/ledger.ts'
import { planCoverage } from '../savingsplans/plan-coverage.ts'
import { hostCoverage } from '../ec2/host-reservations/host-reservation.ts'
import { reservedCoverage } from '../ec2/reserved-instances/reserved-coverage.ts'

/** How an account is billed. */
interface BillingSettings {
  readonly id: 'settings'
  /** It has the free tier of accounts of before 15 July 2025. */
  readonly freeTier: boolean
}

export const billingSettings = collection<BillingSettings>({
  name: 'billing/settings',
  scope: 'account',
})

/** The books as a running operation sees them. */
export function booksIn(ctx: Pick<Context, 'now' | 'db' | 'everywhere'>): Books {
  const { now, db } = ctx
  const everywhere = ctx.everywhere()
  return {
    now,
    usage: everywhere.map((each) => ({ region: each.region, records: each.db.all(usage) })),
    commitments: {
      reserved: new Map(
        everywhere.map((each) => [each.region, reservedCoverage(each.db, each.region)]),
      ),
      plans: planCoverage(db),
      hosts: new Map(everywhere.map((each) => [each.region, hostCoverage(each.db)])),
    },
    freeTier: db.get(billingSettings, 'settings')?.freeTier ?? false,
  }
}
