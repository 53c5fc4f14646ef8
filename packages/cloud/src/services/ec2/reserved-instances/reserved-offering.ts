import { createHash } from 'node:crypto'
import type { ReservedInstancesOffering } from '@aws-sdk/client-ec2'
import { instanceTypesIn, zonesOffering } from '../../../catalogue/instance-types.ts'
import { findPrice, type PricedPlatform } from '../../../catalogue/prices.ts'
import { zoneIdOf } from '../../../catalogue/regions.ts'

const yearSeconds = 31_536_000

/**
 * What of the On-Demand price is left, by class, years and payment: of AWS's list for m5 and t3 in us-east-1, rounded.
 * Prices of other types follow the same shares, and are no list's.
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

const payments = ['No Upfront', 'Partial Upfront', 'All Upfront'] as const
const classes = ['standard', 'convertible'] as const
const years = [1, 3] as const
const products = { linux: 'Linux/UNIX', windows: 'Windows' } as const

type Place = { readonly region: string } | { readonly zone: string }

/** All that is offered of a type in a Region: for the Region as a whole, and for each of its zones. */
export function reservedOfferings(
  type: string,
  region: string,
): readonly ReservedInstancesOffering[] {
  const places: readonly Place[] = [
    { region },
    ...zonesOffering(type, region).map((zone) => ({ zone })),
  ]
  return (['linux', 'windows'] as const).flatMap((platform) =>
    places.flatMap((place) =>
      classes.flatMap((kind) =>
        years.flatMap((term) =>
          payments.flatMap(
            (payment) => offering(type, region, { platform, place, kind, term, payment }) ?? [],
          ),
        ),
      ),
    ),
  )
}

/** Every offering of a Region, made one type at a time. */
export function* allReservedOfferings(region: string): Generator<ReservedInstancesOffering> {
  for (const type of instanceTypesIn(region)) yield* reservedOfferings(type, region)
}

interface Terms {
  readonly platform: PricedPlatform
  readonly place: Place
  readonly kind: (typeof classes)[number]
  readonly term: (typeof years)[number]
  readonly payment: (typeof payments)[number]
}

function offering(
  type: string,
  region: string,
  { platform, place, kind, term, payment }: Terms,
): ReservedInstancesOffering | undefined {
  const onDemand = findPrice(type, region, platform)?.usdPerHour
  if (onDemand === undefined) return undefined
  const hours = (term * yearSeconds) / 3_600
  const total = onDemand * shares[kind][term][payment] * hours
  const upfront = payment === 'No Upfront' ? 0 : payment === 'All Upfront' ? total : total / 2
  const hourly = (total - upfront) / hours
  const zone = 'zone' in place ? place.zone : undefined
  const name = [type, region, zone ?? '', platform, kind, term, payment].join('|')
  return {
    ReservedInstancesOfferingId: uuidOf(name),
    // The catalogue may be newer than the SDK's enum.
    InstanceType: type as ReservedInstancesOffering['InstanceType'],
    ProductDescription: products[platform],
    InstanceTenancy: 'default',
    OfferingClass: kind,
    OfferingType: payment,
    Duration: term * yearSeconds,
    CurrencyCode: 'USD',
    FixedPrice: Number(upfront.toFixed(2)),
    UsagePrice: 0,
    RecurringCharges: [{ Amount: Number(hourly.toFixed(6)), Frequency: 'Hourly' }],
    PricingDetails: [],
    Marketplace: false,
    Scope: zone === undefined ? 'Region' : 'Availability Zone',
    ...(zone !== undefined && { AvailabilityZone: zone, AvailabilityZoneId: zoneIdOf(zone) }),
  }
}

/** The same name, the same id. */
function uuidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
