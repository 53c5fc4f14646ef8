import { findDedicatedPrice, findHostPrice } from '../catalogue/dedicated-prices.ts'
import { findInstanceType } from '../catalogue/instance-types.ts'
import { findPrice, type Price, type PricedPlatform } from '../catalogue/prices.ts'
import {
  ebsOptimizedUsdPerHour,
  findServicePrice,
  io2Tiers,
  isPricedThing,
  systemSurcharge,
  usagePrefix,
} from '../catalogue/service-prices.ts'
import type { ChargedThing } from './charge.ts'
import { micros, type Micros } from './money.ts'
import type { Meter, UsageRecord } from './usage.ts'

/** What a stretch of usage is charged at, and by which clock. */
export interface Rate {
  readonly thing: ChargedThing
  readonly per: 'hour' | 'month'
  readonly rate: Micros
  readonly increment: Increment
}

/** `minute`: by the second, with a minute at least for each use. `hour`: each begun hour is a whole one. */
export type Increment = 'second' | 'minute' | 'hour'

const compute = 'Amazon Elastic Compute Cloud - Compute'
const other = 'EC2 - Other'
const vpc = 'Amazon Virtual Private Cloud'
const cloudWatch = 'AmazonCloudWatch'

interface MeterRule {
  readonly service: string
  readonly per: 'hour' | 'month'
  readonly unit: string
  readonly increment: Increment
  readonly usageType: (record: UsageRecord) => string
  readonly operation: (record: UsageRecord) => string
}

const capital = (text = ''): string => text.slice(0, 1).toUpperCase() + text.slice(1)
const volumeType = (type = ''): string => (type === 'gp2' ? 'gp2' : type === 'io1' ? 'piops' : type)

/** One line for each meter: how AWS counts it and names it. Sources of the rules: docs/costs.md. */
const rules: Readonly<Record<Meter, MeterRule>> = {
  instance: {
    service: compute,
    per: 'hour',
    unit: 'Hrs',
    increment: 'minute',
    usageType: ({ type, spot, tenancy }) => `${boxOf(spot, tenancy)}:${type}`,
    operation: ({ platform }) => operationOf(platform),
  },
  capacityReservation: {
    service: compute,
    per: 'hour',
    unit: 'Hrs',
    increment: 'minute',
    usageType: ({ type, tenancy }) =>
      `${tenancy === 'dedicated' ? 'UnusedDed' : 'UnusedBox'}:${type}`,
    operation: ({ platform }) => operationOf(platform),
  },
  host: {
    service: compute,
    per: 'hour',
    unit: 'Hrs',
    increment: 'minute',
    usageType: ({ type }) => `HostUsage:${type}`,
    operation: () => 'RunInstances',
  },
  ebsOptimized: {
    service: compute,
    per: 'hour',
    unit: 'Hrs',
    increment: 'minute',
    usageType: ({ type }) => `EBSOptimized:${type}`,
    operation: () => 'Hourly',
  },
  volume: {
    service: other,
    per: 'month',
    unit: 'GB-Mo',
    increment: 'minute',
    usageType: ({ type }) => `EBS:VolumeUsage${type === 'standard' ? '' : `.${volumeType(type)}`}`,
    operation: ({ type }) =>
      type === 'standard' ? 'CreateVolume' : `CreateVolume-${capital(type)}`,
  },
  iops: {
    service: other,
    per: 'month',
    unit: 'IOPS-Mo',
    increment: 'minute',
    usageType: ({ type }) => `EBS:VolumeP-IOPS.${volumeType(type)}`,
    operation: ({ type }) => `CreateVolume-${capital(type)}`,
  },
  throughput: {
    service: other,
    per: 'month',
    unit: 'MiBps-Mo',
    increment: 'minute',
    usageType: () => 'EBS:VolumeP-Throughput.gp3',
    operation: () => 'CreateVolume-Gp3',
  },
  snapshot: {
    service: other,
    per: 'month',
    unit: 'GB-Mo',
    increment: 'second',
    usageType: ({ type }) =>
      type === 'archive' ? 'EBS:SnapshotArchiveStorage' : 'EBS:SnapshotUsage',
    operation: () => 'CreateSnapshot',
  },
  natGateway: {
    service: other,
    per: 'hour',
    unit: 'Hrs',
    increment: 'hour',
    usageType: () => 'NatGateway-Hours',
    operation: () => 'NatGateway',
  },
  publicAddress: {
    service: vpc,
    per: 'hour',
    unit: 'Hrs',
    increment: 'minute',
    usageType: ({ idle }) => `PublicIPv4:${idle ? 'IdleAddress' : 'InUseAddress'}`,
    operation: ({ idle }) => (idle ? 'AllocateAddressVPC' : 'RunInstances'),
  },
  endpointInterface: {
    service: vpc,
    per: 'hour',
    unit: 'Hrs',
    increment: 'hour',
    usageType: () => 'VpcEndpoint-Hours',
    operation: () => 'VpcEndpoint',
  },
  transitAttachment: {
    service: vpc,
    per: 'hour',
    unit: 'Hrs',
    increment: 'hour',
    usageType: () => 'TransitGateway-Hours',
    operation: ({ type }) => `TransitGateway${capital(type)}`,
  },
  vpnConnection: {
    service: vpc,
    per: 'hour',
    unit: 'Hrs',
    increment: 'hour',
    usageType: () => 'VPN-Usage-Hours:ipsec.1',
    operation: () => 'CreateVpnConnection',
  },
  mirrorSession: {
    service: vpc,
    per: 'hour',
    unit: 'Hrs',
    increment: 'hour',
    usageType: () => 'VPCTrafficMirroring-Hours',
    operation: () => 'TrafficMirroring',
  },
  loadBalancer: {
    service: 'Amazon Elastic Load Balancing',
    per: 'hour',
    unit: 'Hrs',
    increment: 'hour',
    usageType: () => 'LoadBalancerUsage',
    operation: ({ type }) => `LoadBalancing:${capital(type)}`,
  },
  detailedMonitoring: {
    service: cloudWatch,
    per: 'month',
    unit: 'Metrics',
    increment: 'second',
    usageType: () => 'CW:MetricMonitorUsage',
    operation: () => 'MetricStorage:AWS/EC2',
  },
  alarm: {
    service: cloudWatch,
    per: 'month',
    unit: 'Alarms',
    increment: 'second',
    usageType: ({ type }) => `CW:${alarmWord(type)}AlarmMonitorUsage`,
    operation: () => 'Unknown',
  },
  dashboard: {
    service: cloudWatch,
    per: 'month',
    unit: 'Dashboards',
    increment: 'second',
    usageType: () => 'DashboardsUsageHour',
    operation: () => 'DashboardHour',
  },
}

/** What a stretch of usage is charged at; a Spot Instance at its On-Demand price, of which its pool's is a part. */
export function rateOf(record: UsageRecord, region: string): Rate {
  const rule = rules[record.meter]
  const { exact, perUnit } = priceOf(record, region)
  const { resource, zone, tags, meter, type, platform, tenancy } = record
  const isBox = meter === 'instance' || meter === 'capacityReservation'
  return {
    thing: {
      resource,
      region,
      zone,
      tags,
      service: rule.service,
      usageType: usagePrefix(region) + rule.usageType(record),
      operation: rule.operation(record),
      unit: rule.unit,
      rule: meter,
      exact,
      ...(isBox && { instanceType: type, platform, tenancy: tenancyWord(tenancy) }),
    },
    per: rule.per,
    rate: micros(perUnit),
    increment: isBox && platform?.startsWith('SUSE') ? 'hour' : rule.increment,
  }
}

/** What an instance costs On-Demand; undefined where that is not established. */
export function onDemandPrice(
  type: string,
  platform: string,
  tenancy: UsageRecord['tenancy'],
  region: string,
): Price | undefined {
  const priced = pricedPlatform(platform)
  const base =
    tenancy === 'dedicated'
      ? findDedicatedPrice(type, region, priced)
      : findPrice(type, region, priced)
  if (!base || priced === 'windows') return base
  const vcpus = findInstanceType(type)?.VCpuInfo?.DefaultVCpus ?? 1
  const surcharge = systemSurcharge(platform, vcpus)
  if (surcharge === undefined) return undefined
  return {
    usdPerHour: base.usdPerHour + surcharge,
    exact: base.exact && surcharge === 0,
  }
}

export function pricedPlatform(platform = ''): PricedPlatform {
  return platform.startsWith('Windows') ? 'windows' : 'linux'
}

/** Beside what one unit costs, whether AWS's list says so. */
function priceOf(
  { meter, type = '', platform = '', tenancy, quantity }: UsageRecord,
  region: string,
): { readonly perUnit: number; readonly exact: boolean } {
  if (meter === 'instance' || meter === 'capacityReservation') {
    // What stands on a Dedicated Host is paid with it.
    if (tenancy === 'host') return { perUnit: 0, exact: true }
    const found = onDemandPrice(type, platform, tenancy, region)
    return { perUnit: found?.usdPerHour ?? 0, exact: found?.exact ?? false }
  }
  if (meter === 'host') {
    return { perUnit: findHostPrice(type, region)?.usdPerHour ?? 0, exact: false }
  }
  if (meter === 'ebsOptimized') {
    return { perUnit: ebsOptimizedUsdPerHour(type), exact: false }
  }
  const name = [`${meter}/${type}`, meter].find(isPricedThing)
  if (!name) throw new Error(`No price for ${meter} ${type}`)
  const { usd, exact } = findServicePrice(name, region)
  if (name !== 'iops/io2') return { perUnit: usd, exact }
  return { perUnit: usd * io2Share(quantity), exact: exact && quantity <= io2Tiers[0].upTo }
}

/** What of the first tier's price an IOPS of so many costs on average. */
function io2Share(iops: number): number {
  let below = 0
  let sum = 0
  for (const { upTo, share } of io2Tiers) {
    sum += Math.max(0, Math.min(iops, upTo) - below) * share
    below = upTo
  }
  return sum / iops
}

function boxOf(spot: true | undefined, tenancy: UsageRecord['tenancy']): string {
  if (spot) return 'SpotUsage'
  if (tenancy === 'dedicated') return 'DedicatedUsage'
  return tenancy === 'host' ? 'HostBoxUsage' : 'BoxUsage'
}

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/billing-info-fields.html */
function operationOf(platform = ''): string {
  if (platform.startsWith('Windows')) return 'RunInstances:0002'
  if (platform.startsWith('Red Hat')) return 'RunInstances:0010'
  return platform.startsWith('SUSE') ? 'RunInstances:000g' : 'RunInstances'
}

function tenancyWord(tenancy: UsageRecord['tenancy']): string {
  return tenancy === 'dedicated' ? 'Dedicated' : tenancy === 'host' ? 'Host' : 'Shared'
}

function alarmWord(type: string | undefined): string {
  return type === 'high' ? 'HighRes' : type === 'composite' ? 'Composite' : ''
}
