import type { Output } from '@brume/console-api'

export type Offering = NonNullable<
  Output<'ec2', 'DescribeReservedInstancesOfferings'>['ReservedInstancesOfferings']
>[number]

/** What is about to be bought. */
export interface CartLine {
  readonly offering: Offering
  readonly count: number
}

export const hourlyOf = (offering: Offering): number => offering.RecurringCharges?.[0]?.Amount ?? 0

/** What an hour costs all in all: what is paid at once spread over the term, and what is paid by the hour. */
export function effectiveHourly(offering: Offering): number {
  const hours = (offering.Duration ?? 0) / 3_600
  return (hours === 0 ? 0 : (offering.FixedPrice ?? 0) / hours) + hourlyOf(offering)
}

/** The cart with one more of an offering. */
export function withOne(cart: readonly CartLine[], offering: Offering): readonly CartLine[] {
  const isSame = (line: CartLine) =>
    line.offering.ReservedInstancesOfferingId === offering.ReservedInstancesOfferingId
  if (!cart.some(isSame)) return [...cart, { offering, count: 1 }]
  return cart.map((line) => (isSame(line) ? { ...line, count: line.count + 1 } : line))
}

/** What all of it costs: at once, and every hour. */
export function totalOf(cart: readonly CartLine[]): {
  readonly upfrontUsd: number
  readonly hourlyUsd: number
} {
  const sum = (of: (offering: Offering) => number) =>
    cart.reduce((total, { offering, count }) => total + of(offering) * count, 0)
  return { upfrontUsd: sum(({ FixedPrice = 0 }) => FixedPrice), hourlyUsd: sum(hourlyOf) }
}
