import { spotPriceAt, nextSpotChange } from '../catalogue/spot-prices.ts'
import type { Charge } from './charge.ts'
import { micros } from './money.ts'
import { hourMs, secondMs } from './months.ts'
import { pricedPlatform, rateOf, type Rate } from './rates.ts'
import type { UsageRecord } from './usage.ts'

/** A stretch of usage with its price, between the seconds that are charged. */
export interface Stretch extends Rate {
  readonly record: UsageRecord
  readonly from: number
  readonly to: number
}

/** What of a stretch is charged until `now`; undefined where nothing is. */
export function stretchOf(record: UsageRecord, region: string, now: number): Stretch | undefined {
  if (record.waived || record.from >= now) return undefined
  const rate = rateOf(record, region)
  const from = wholeSecond(record.from)
  const to = chargedUntil(record, rate, now)
  return to > from ? { ...rate, record, from, to } : undefined
}

function chargedUntil(record: UsageRecord, { increment }: Rate, now: number): number {
  const to = wholeSecond(record.to ?? now)
  const startedAt = wholeSecond(record.startedAt)
  const isSplit = record.to !== undefined && record.last === undefined
  if (isSplit || increment === 'second') return to
  if (increment === 'hour') return startedAt + Math.ceil((to - startedAt) / hourMs) * hourMs
  return record.last ? Math.max(to, startedAt + 60 * secondMs) : to
}

/** The charge of a stretch that no commitment can cover; of a Spot Instance one for each price of its pool. */
export function plainCharges(stretch: Stretch): readonly Charge[] {
  const { record, thing, per, rate, from, to } = stretch
  const charge: Charge = {
    ...thing,
    option: 'On Demand',
    from,
    to,
    quantity: record.quantity,
    per,
    rate,
    amortizedRate: rate,
    publicRate: rate,
  }
  return record.spot ? spotCharges(charge, record) : [charge]
}

function spotCharges(charge: Charge, { type = '', zone = '', platform }: UsageRecord): Charge[] {
  const pool = { type, zone, platform: pricedPlatform(platform) }
  const charges: Charge[] = []
  for (let from = charge.from; from < charge.to;) {
    const to = Math.min(charge.to, wholeSecond(nextSpotChange(pool, from)))
    const price = spotPriceAt(pool, from)
    const rate = price === undefined ? 0 : micros(price.usdPerHour)
    charges.push({
      ...charge,
      option: 'Spot',
      exact: false,
      from,
      to,
      rate,
      amortizedRate: rate,
    })
    from = to
  }
  return charges
}

export function wholeSecond(at: number): number {
  return Math.floor(at / secondMs) * secondMs
}
