import { costBetween, usedUntil, type Charge, type RateName } from './charge.ts'
import { dayMs, hourMs } from './months.ts'
import type { Period } from './report.ts'
import { wholeSecond } from './stretches.ts'

/** What still runs: charges that reach the present. */
export function runningCharges(charges: readonly Charge[], now: number): readonly Charge[] {
  const present = wholeSecond(now)
  return charges.filter(
    ({ to, from, upfront }) => to >= present && from < now && upfront === undefined,
  )
}

/** Millionths an hour, as everything runs now; GB-months by the days of a month of 730 hours. */
export function perHour({ quantity, per, ...rates }: Charge, rate: RateName): number {
  return (quantity * rates[rate]) / (per === 'hour' ? 1 : 730)
}

export function sumPerHour(charges: readonly Charge[], rate: RateName): number {
  return charges.reduce((sum, charge) => sum + perHour(charge, rate), 0)
}

/** What a stretch of time comes to: what it has cost, and for what is to come, everything going on as it runs now. */
export function forecastOf(
  charges: readonly Charge[],
  rate: RateName,
  { from, to }: Period,
  now: number,
): number {
  const past = charges.reduce((sum, charge) => sum + costBetween(charge, rate, from, to), 0)
  const ahead = Math.max(0, to - Math.max(from, now)) / hourMs
  return past + ahead * sumPerHour(runningCharges(charges, now), rate)
}

/** The same of units. */
export function usageForecastOf(
  charges: readonly Charge[],
  { from, to }: Period,
  now: number,
): number {
  const past = charges.reduce(
    (sum, charge) => sum + usedUntil(charge, to) - usedUntil(charge, from),
    0,
  )
  const ahead = Math.max(0, to - Math.max(from, now)) / hourMs
  const running = runningCharges(charges, now)
  return (
    past +
    running.reduce(
      (sum, { quantity, per }) => sum + (ahead * quantity) / (per === 'hour' ? 1 : 730),
      0,
    )
  )
}

/** How far the days of the last weeks lay from their mean, as a share of it: what a forecast may be wrong by. */
export function spreadOf(charges: readonly Charge[], rate: RateName, now: number): number {
  const today = Math.floor(now / dayMs) * dayMs
  const days = Array.from({ length: 28 }, (_, back) => today - (back + 1) * dayMs)
    .map((day) =>
      charges.reduce((sum, charge) => sum + costBetween(charge, rate, day, day + dayMs), 0),
    )
    .filter((cost) => cost > 0)
  if (days.length < 2) return 0
  const mean = days.reduce((sum, cost) => sum + cost, 0) / days.length
  const variance = days.reduce((sum, cost) => sum + (cost - mean) ** 2, 0) / (days.length - 1)
  return Math.sqrt(variance) / mean
}
