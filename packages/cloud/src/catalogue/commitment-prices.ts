import { findDedicatedPrice, findHostPrice } from './dedicated-prices.ts'
import { findPrice, type Price, type PricedPlatform } from './prices.ts'

/** How much a commitment binds: standard to a family, convertible to an amount. */
export type CommitmentClass = 'standard' | 'convertible'
export type CommitmentYears = 1 | 3
export type Payment = 'No Upfront' | 'Partial Upfront' | 'All Upfront'

export const commitmentClasses = ['standard', 'convertible'] as const
export const commitmentYears = [1, 3] as const
export const payments = ['No Upfront', 'Partial Upfront', 'All Upfront'] as const

export const yearSeconds = 31_536_000

/** What is agreed on when something is bought for years. */
export interface Commitment {
  readonly kind: CommitmentClass
  readonly years: CommitmentYears
  readonly payment: Payment
}

/**
 * What of the On-Demand price is left: of AWS's list for m5 and t3 in us-east-1, rounded. Other types follow the same
 * shares, and are no list's. Windows pays its licence whole.
 * https://aws.amazon.com/ec2/pricing/reserved-instances/pricing/
 */
const shares = {
  standard: {
    1: { 'No Upfront': 0.63, 'Partial Upfront': 0.6, 'All Upfront': 0.588 },
    3: { 'No Upfront': 0.432, 'Partial Upfront': 0.4, 'All Upfront': 0.376 },
  },
  convertible: {
    1: { 'No Upfront': 0.725, 'Partial Upfront': 0.69, 'All Upfront': 0.676 },
    3: { 'No Upfront': 0.497, 'Partial Upfront': 0.462, 'All Upfront': 0.453 },
  },
} as const

/** What a committed hour costs, however it is paid; never exact. */
export function committedPrice(
  type: string,
  region: string,
  platform: PricedPlatform,
  tenancy: 'default' | 'dedicated',
  commitment: Commitment,
): Price | undefined {
  const find = tenancy === 'dedicated' ? findDedicatedPrice : findPrice
  const linux = find(type, region)
  const whole = find(type, region, platform)
  if (!linux || !whole) return undefined
  const usdPerHour = linux.usdPerHour * shareOf(commitment) + (whole.usdPerHour - linux.usdPerHour)
  return { usdPerHour: Number(usdPerHour.toFixed(6)), exact: false }
}

/** The same of a Dedicated Host; there are no convertible ones. */
export function committedHostPrice(
  family: string,
  region: string,
  commitment: Commitment,
): Price | undefined {
  const whole = findHostPrice(family, region)
  return (
    whole && {
      usdPerHour: Number((whole.usdPerHour * shareOf(commitment)).toFixed(6)),
      exact: false,
    }
  )
}

/**
 * How a committed hour is paid: nothing, half or all of the term at once, and the rest by the hour.
 * Upfront in cents, the hour in millionths.
 */
export function splitPayment(
  { usdPerHour }: Price,
  { years, payment }: Pick<Commitment, 'years' | 'payment'>,
): { readonly upfrontUsd: number; readonly hourlyUsd: number } {
  const hours = (years * yearSeconds) / 3_600
  const total = usdPerHour * hours
  const upfront = payment === 'No Upfront' ? 0 : payment === 'All Upfront' ? total : total / 2
  return {
    upfrontUsd: Number(upfront.toFixed(2)),
    hourlyUsd: Number(((total - upfront) / hours).toFixed(6)),
  }
}

function shareOf({ kind, years, payment }: Commitment): number {
  return shares[kind][years][payment]
}

/** Compute Savings Plans bind as little as convertible Reserved Instances and save as much; those of a family as standard ones. */
export const planClasses = { Compute: 'convertible', EC2Instance: 'standard' } as const
export type PlanKind = keyof typeof planClasses

/** What an hour costs at a Savings Plan's rate; never exact. */
export function planRate(
  plan: { readonly kind: PlanKind; readonly years: CommitmentYears; readonly payment: Payment },
  type: string,
  region: string,
  platform: PricedPlatform,
  tenancy: 'default' | 'dedicated',
): Price | undefined {
  return committedPrice(type, region, platform, tenancy, { ...plan, kind: planClasses[plan.kind] })
}
