import { dedicatedRegionUsdPerHour } from '../catalogue/dedicated-prices.ts'
import { usagePrefix } from '../catalogue/service-prices.ts'
import { alwaysFree, applyAllowances, freeTier } from './allowances.ts'
import type { Charge } from './charge.ts'
import { coverCharges, type Commitments } from './cover.ts'
import { coverHosts } from './cover-hosts.ts'
import { micros } from './money.ts'
import { hourMs } from './months.ts'
import { plainCharges, stretchOf, type Stretch } from './stretches.ts'
import { unusedCapacity } from './unused-capacity.ts'
import type { UsageRecord } from './usage.ts'

/** All that an account's bill follows from. */
export interface Books {
  /** The account's present; nothing is charged beyond it, but for hours that have begun. */
  readonly now: number
  readonly usage: readonly RegionUsage[]
  readonly commitments: Commitments
  /** The free tier of accounts of before 15 July 2025. */
  readonly freeTier: boolean
}

export interface RegionUsage {
  readonly region: string
  readonly records: readonly UsageRecord[]
}

/** Every line of the bill from the beginning until now. Nothing of it is stored: it follows from usage, prices and commitments. */
export function chargesOf(books: Books): readonly Charge[] {
  const { now, usage, commitments } = books
  const coverable: Stretch[] = []
  const hosts: Stretch[] = []
  const others: Stretch[] = []
  for (const { region, records } of usage) {
    const reserved: Stretch[] = []
    const boxes: Stretch[] = []
    for (const record of records) {
      const stretch = stretchOf(record, region, now)
      if (!stretch) continue
      if (record.meter === 'capacityReservation') reserved.push(stretch)
      else if (record.meter === 'instance' && !record.spot) boxes.push(stretch)
      else if (record.meter === 'host') hosts.push(stretch)
      else others.push(stretch)
    }
    for (const box of boxes) coverable.push(box)
    for (const unused of unusedCapacity(reserved, boxes)) coverable.push(unused)
  }
  const charges = [
    ...coverCharges(coverable, commitments, now),
    ...dedicatedFees(coverable),
    ...coverHosts(hosts, commitments.hosts, now),
    ...others.flatMap(plainCharges),
  ]
  return applyAllowances(charges, books.freeTier ? [...alwaysFree, ...freeTier] : alwaysFree)
}

/** Two dollars for each hour of a Region in which at least one Dedicated Instance runs. */
function dedicatedFees(stretches: readonly Stretch[]): Charge[] {
  const hours = new Map<string, { from: number; to: number }[]>()
  const dedicated = stretches.filter(
    ({ record }) => record.meter === 'instance' && record.tenancy === 'dedicated',
  )
  for (const { thing, from, to } of dedicated.toSorted((a, b) => a.from - b.from)) {
    const runs = hours.get(thing.region) ?? []
    hours.set(thing.region, runs)
    const begins = Math.floor(from / hourMs) * hourMs
    const ends = Math.ceil(to / hourMs) * hourMs
    const last = runs.at(-1)
    if (last && begins <= last.to) last.to = Math.max(last.to, ends)
    else runs.push({ from: begins, to: ends })
  }
  const rate = micros(dedicatedRegionUsdPerHour)
  return [...hours].flatMap(([region, runs]) =>
    runs.map(({ from, to }): Charge => ({
      resource: `dedicated-instances/${region}`,
      region,
      tags: [],
      service: 'Amazon Elastic Compute Cloud - Compute',
      usageType: `${usagePrefix(region)}DedicatedUsage`,
      operation: 'RunInstances',
      unit: 'Hrs',
      exact: false,
      rule: 'dedicatedRegion',
      option: 'On Demand',
      from,
      to,
      quantity: 1,
      per: 'hour',
      rate,
      amortizedRate: rate,
      publicRate: rate,
    })),
  )
}
