import { instanceTypesIn } from './instance-types.ts'
import { findPrice, type Price, type PricedPlatform } from './prices.ts'

/**
 * What dedicated hardware costs over the On-Demand price: as AWS's list had it for m5, c5 and r5 in us-east-1
 * (m5.large 0.102 over 0.096). The Windows licence costs the same. Beside it stands the fee of each Region.
 * https://aws.amazon.com/ec2/pricing/dedicated-instances/
 */
const dedicatedShare = 1.06

/** For every hour in which at least one Dedicated Instance runs in a Region. */
export const dedicatedRegionUsdPerHour = 2

/** On-Demand price of a type on hardware that is one account's alone; never exact. */
export function findDedicatedPrice(
  type: string,
  region: string,
  platform: PricedPlatform = 'linux',
): Price | undefined {
  const linux = findPrice(type, region)
  const shared = findPrice(type, region, platform)
  if (!linux || !shared) return undefined
  const usdPerHour = linux.usdPerHour * (dedicatedShare - 1) + shared.usdPerHour
  return { usdPerHour: Number(usdPerHour.toFixed(6)), exact: false }
}

/** A host costs a tenth more than the largest type that fits it: m5 5.069 over m5.24xlarge 4.608 in us-east-1. */
const hostShare = 1.1

/**
 * What a Dedicated Host of a family costs while it is allocated, whatever runs on it; never exact.
 * https://aws.amazon.com/ec2/dedicated-hosts/pricing/
 */
export function findHostPrice(family: string, region: string): Price | undefined {
  const prices = instanceTypesIn(region)
    .filter((type) => type.startsWith(`${family}.`))
    .flatMap((type) => findPrice(type, region)?.usdPerHour ?? [])
  if (prices.length === 0) return undefined
  return { usdPerHour: Number((Math.max(...prices) * hostShare).toFixed(3)), exact: false }
}
