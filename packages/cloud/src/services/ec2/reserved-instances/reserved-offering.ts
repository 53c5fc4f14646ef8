import { createHash } from 'node:crypto'
import type { ReservedInstancesOffering } from '@aws-sdk/client-ec2'
import {
  committedPrice,
  commitmentClasses,
  commitmentYears,
  payments,
  splitPayment,
  yearSeconds,
  type Commitment,
} from '../../../catalogue/commitment-prices.ts'
import {
  allInstanceTypes,
  findInstanceType,
  instanceTypesIn,
  zonesOffering,
} from '../../../catalogue/instance-types.ts'
import type { PricedPlatform } from '../../../catalogue/prices.ts'
import { zoneIdOf } from '../../../catalogue/regions.ts'

export const reservedProducts = { linux: 'Linux/UNIX', windows: 'Windows' } as const
const platforms = ['linux', 'windows'] as const
const tenancies = ['default', 'dedicated'] as const

/** What is offered, without its price. */
export interface ReservedOffering extends Commitment {
  readonly type: string
  readonly region: string
  /** Undefined for one that covers its whole Region. */
  readonly zone?: string
  readonly platform: PricedPlatform
  readonly tenancy: (typeof tenancies)[number]
}

/** All that a Region offers of these types: for the Region as a whole, and for each of the types' zones. */
export function reservedOfferings(
  region: string,
  tenancy: ReservedOffering['tenancy'],
  types: readonly string[] = instanceTypesIn(region),
): readonly ReservedOffering[] {
  const found: ReservedOffering[] = []
  for (const type of types) {
    const places = [undefined, ...zonesOffering(type, region)]
    for (const platform of platforms.filter((each) => hasPrice(type, region, each, tenancy))) {
      for (const zone of places) {
        for (const terms of allTerms)
          found.push({ type, region, zone, platform, tenancy, ...terms })
      }
    }
  }
  return found
}

const allTerms: readonly Commitment[] = commitmentClasses.flatMap((kind) =>
  commitmentYears.flatMap((years) => payments.map((payment) => ({ kind, years, payment }))),
)

function hasPrice(
  type: string,
  region: string,
  platform: PricedPlatform,
  tenancy: ReservedOffering['tenancy'],
): boolean {
  // Burstable T2 is not offered on dedicated hardware.
  if (tenancy === 'dedicated' && type.startsWith('t2.')) return false
  return !!committedPrice(type, region, platform, tenancy, allTerms[0] ?? never())
}

function never(): never {
  throw new Error('There are terms')
}

/** What an offering costs: at once, and by the hour. */
export function priceOf(offering: ReservedOffering): {
  readonly upfrontUsd: number
  readonly hourlyUsd: number
} {
  const { type, region, platform, tenancy } = offering
  const price = committedPrice(type, region, platform, tenancy, offering)
  if (!price) throw new Error(`No price for ${type} in ${region}`)
  return splitPayment(price, offering)
}

export const durationOf = ({ years }: Pick<ReservedOffering, 'years'>): number =>
  years * yearSeconds

/**
 * An id from which the offering is found again without a list: its first eight digits are the terms, hidden under the last
 * eight, and the rest proves them.
 */
export function offeringId(offering: ReservedOffering): string {
  const { type, region, zone = region, platform, tenancy, kind, years, payment } = offering
  const letter = zone === region ? 0 : zone.charCodeAt(zone.length - 1) - 96
  const packed =
    (allInstanceTypes().indexOf(type) << 12) |
    (letter << 8) |
    (platforms.indexOf(platform) << 5) |
    (tenancies.indexOf(tenancy) << 4) |
    (commitmentClasses.indexOf(kind) << 3) |
    (commitmentYears.indexOf(years) << 2) |
    payments.indexOf(payment)
  const name = [type, zone, platform, tenancy, kind, years, payment].join('|')
  const hex = createHash('sha256').update(name).digest('hex')
  const hidden = ((packed ^ tail(hex.slice(0, 32))) >>> 0).toString(16).padStart(8, '0')
  return [
    hidden,
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

const tail = (hex: string): number => Number.parseInt(hex.slice(-8), 16)

/** The offering of an id in a Region; undefined for an id that names none there. */
export function findOffering(region: string, id: string): ReservedOffering | undefined {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return undefined
  const packed = (Number.parseInt(id.slice(0, 8), 16) ^ tail(id)) >>> 0
  const type = allInstanceTypes()[packed >>> 12]
  const platform = platforms[(packed >>> 5) & 1]
  const tenancy = tenancies[(packed >>> 4) & 1]
  const kind = commitmentClasses[(packed >>> 3) & 1]
  const years = commitmentYears[(packed >>> 2) & 1]
  const payment = payments[packed & 3]
  if (!type || !platform || !tenancy || !kind || !years || !payment) return undefined
  const letter = (packed >>> 8) & 15
  const zone = letter === 0 ? undefined : `${region}${String.fromCharCode(96 + letter)}`
  const offering = { type, region, zone, platform, tenancy, kind, years, payment }
  const offered = zonesOffering(type, region)
  const isOffered = zone === undefined ? offered.length > 0 : offered.includes(zone)
  if (!isOffered || !hasPrice(type, region, platform, tenancy)) return undefined
  return offeringId(offering) === id ? offering : undefined
}

export function toOffering(offering: ReservedOffering): ReservedInstancesOffering {
  const { zone, platform, tenancy, kind, payment } = offering
  const { upfrontUsd, hourlyUsd } = priceOf(offering)
  return {
    ReservedInstancesOfferingId: offeringId(offering),
    InstanceType: findInstanceType(offering.type)?.InstanceType,
    ProductDescription: reservedProducts[platform],
    InstanceTenancy: tenancy,
    OfferingClass: kind,
    OfferingType: payment,
    Duration: durationOf(offering),
    CurrencyCode: 'USD',
    FixedPrice: upfrontUsd,
    UsagePrice: 0,
    RecurringCharges: [{ Amount: hourlyUsd, Frequency: 'Hourly' }],
    PricingDetails: [],
    Marketplace: false,
    Scope: zone === undefined ? 'Region' : 'Availability Zone',
    ...(zone !== undefined && { AvailabilityZone: zone, AvailabilityZoneId: zoneIdOf(zone) }),
  }
}
