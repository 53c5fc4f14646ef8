import { usagePrefix } from '../catalogue/service-prices.ts'
import type { Charge, ChargedThing, PurchaseOption } from './charge.ts'
import type { HostCoverage, PlanCoverage, ReservedCoverage } from './coverage.ts'
import { micros } from './money.ts'

/** What a commitment is on a bill. */
export type Committed = (ReservedCoverage | PlanCoverage | HostCoverage) & {
  readonly region: string
}

/** The line of a commitment's own price. */
export function commitmentThing(
  committed: Committed,
  what: 'fee' | 'unused' | 'upfront',
): ChargedThing & { readonly option: PurchaseOption } {
  const common = {
    resource: committed.id,
    region: committed.region,
    tags: [],
    unit: 'Hrs',
    exact: false,
    rule: what === 'unused' ? 'commitmentUnused' : 'commitmentFee',
  } as const
  if ('kind' in committed) {
    const { kind, years, payment } = committed
    const word = { fee: 'RecurringFee', unused: 'Unused', upfront: 'UpfrontFee' }[what]
    return {
      ...common,
      service: `Savings Plans for AWS Compute usage`,
      usageType: `${kind === 'Compute' ? 'ComputeSP' : 'EC2SP'}:${years}yr${payment.replaceAll(' ', '')}`,
      operation: `SavingsPlan${word}`,
      option: 'Savings Plans',
    }
  }
  const service = 'Amazon Elastic Compute Cloud - Compute'
  if ('hostIds' in committed) {
    return {
      ...common,
      service,
      usageType: `${usagePrefix(committed.region)}ReservedHostUsage:${committed.family}`,
      operation: 'RunInstances',
      option: 'Reserved',
    }
  }
  return {
    ...common,
    service,
    usageType: `${usagePrefix(committed.region)}HeavyUsage:${committed.type}`,
    operation: committed.platform === 'windows' ? 'RunInstances:0002' : 'RunInstances',
    instanceType: committed.type,
    option: 'Reserved',
  }
}

/** Of Reserved Instances: every hour of the term, used or not, and what was paid at its beginning. */
export function reservedFee(
  held: ReservedCoverage & { readonly region: string },
  now: number,
): readonly Charge[] {
  return fees(held, micros(held.hourlyUsd), held.count, micros(held.dueUsd), now)
}

/** Of Dedicated Hosts, for each of them. */
export function hostFee(
  held: HostCoverage & { readonly region: string },
  now: number,
): readonly Charge[] {
  const { hourlyUsd, upfrontUsd, hostIds } = held
  return fees(held, micros(hourlyUsd), hostIds.length, micros(upfrontUsd) * hostIds.length, now)
}

export function planFee(plan: PlanCoverage, now: number): readonly Charge[] {
  const place = { ...plan, region: plan.region ?? 'us-east-1' }
  return fees(place, micros(plan.recurringUsdPerHour), 1, micros(plan.upfrontUsd), now)
}

function fees(
  committed: Committed,
  rate: number,
  quantity: number,
  upfront: number,
  now: number,
): readonly Charge[] {
  const { id: commitment, fromMs: from, untilMs } = committed
  if (from >= now) return []
  const common = {
    commitment,
    from,
    per: 'hour',
    amortizedRate: 0,
    publicRate: 0,
    fee: true,
  } as const
  const charges: Charge[] = []
  if (rate > 0) {
    const thing = commitmentThing(committed, 'fee')
    charges.push({ ...thing, ...common, to: Math.min(now, untilMs), quantity, rate })
  }
  if (upfront > 0) {
    const thing = commitmentThing(committed, 'upfront')
    charges.push({ ...thing, ...common, to: from + 1000, quantity: 0, rate: 0, upfront })
  }
  return charges
}
