import type { Micros } from './money.ts'
import { hourMs, monthsBetween } from './months.ts'
import type { Meter, UsageTag } from './usage.ts'

/** How a charge was bought. */
export type PurchaseOption = 'On Demand' | 'Spot' | 'Reserved' | 'Savings Plans' | 'Free Tier'

/** What a resource is charged for, as AWS names it on a bill. */
export interface ChargedThing {
  readonly resource: string
  readonly region: string
  readonly zone?: string | undefined
  readonly tags: readonly UsageTag[]
  /** `Amazon Elastic Compute Cloud - Compute` */
  readonly service: string
  /** `APN2-BoxUsage:t3.micro` */
  readonly usageType: string
  /** `RunInstances:0002` */
  readonly operation: string
  readonly instanceType?: string | undefined
  readonly platform?: string | undefined
  readonly tenancy?: string | undefined
  /** `Hrs`, `GB-Mo` */
  readonly unit: string
  /** Of the prices; false where a rule stands for AWS's list. */
  readonly exact: boolean
  /** By which it is counted; docs/costs.md explains each. */
  readonly rule: ChargeRule
}

export type ChargeRule = Meter | 'dedicatedRegion' | 'commitmentFee' | 'commitmentUnused'

/** A steady stretch of one line of the bill: so much at such a price, from one moment to another. */
export interface Charge extends ChargedThing {
  readonly option: PurchaseOption
  /** Who covers it, or what it pays for: a Reserved Instance, a Savings Plan. */
  readonly commitment?: string | undefined
  readonly from: number
  readonly to: number
  /** Units at any moment: 1 instance, 100 GiB; a share of one where a part of each hour is covered. */
  readonly quantity: number
  readonly per: 'hour' | 'month'
  /** Of a unit, in the books as it is paid. */
  readonly rate: Micros
  /** With what was paid beforehand spread over its term. */
  readonly amortizedRate: Micros
  /** What the same would cost On-Demand. */
  readonly publicRate: Micros
  /** Paid at once, at `from`: an upfront fee. */
  readonly upfront?: Micros
  /** No use of a resource but the price of a commitment. */
  readonly fee?: true
}

/** Units used until a moment. */
export function usedUntil({ from, to, per, quantity }: Charge, at: number): number {
  const until = Math.min(at, to)
  if (until <= from) return 0
  return quantity * (per === 'hour' ? (until - from) / hourMs : monthsBetween(from, until))
}

export type RateName = 'rate' | 'amortizedRate' | 'publicRate'

/**
 * What a stretch has cost until a moment, rounded to the millionth. The cost of a day or an hour is the difference of two of
 * these, so that however a bill is cut its parts add up to the whole.
 */
export function costUntil(charge: Charge, rate: RateName, at: number): Micros {
  const upfront = rate === 'rate' && at > charge.from ? (charge.upfront ?? 0) : 0
  return upfront + Math.round(usedUntil(charge, at) * charge[rate])
}

export function costBetween(charge: Charge, rate: RateName, from: number, to: number): Micros {
  return costUntil(charge, rate, to) - costUntil(charge, rate, from)
}
