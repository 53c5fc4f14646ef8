import { parseInstanceType } from '@brume/ec2-model'
import { findInstanceType, instanceTypesIn, listedLinuxPrice } from './instance-types.ts'

export interface Price {
  readonly usdPerHour: number
  /** True when AWS's own price list says so; false when derived by the rule below, and then shown with ≈. */
  readonly exact: boolean
}

export type PricedPlatform = 'linux' | 'windows'

/**
 * What a Region costs over us-east-1, from AWS's list price of m5.large there: the factor for every type of the Region where
 * no closer one is known. Regions not named have no established factor, hence no price.
 */
const m5Large = 0.096
const m5LargeByRegion: Readonly<Record<string, number>> = {
  'us-east-1': 0.096,
  'us-east-2': 0.096,
  'us-west-2': 0.096,
  'us-west-1': 0.112,
  'ca-central-1': 0.107,
  'eu-west-1': 0.107,
  'eu-west-2': 0.111,
  'eu-west-3': 0.112,
  'eu-central-1': 0.115,
  'eu-north-1': 0.102,
  'eu-south-1': 0.112,
  'ap-northeast-1': 0.124,
  'ap-northeast-3': 0.124,
  'ap-southeast-1': 0.12,
  'ap-southeast-2': 0.12,
  'ap-south-1': 0.101,
  'ap-east-1': 0.132,
  'sa-east-1': 0.153,
  'af-south-1': 0.127,
  'me-south-1': 0.118,
}

/** Seoul by family over us-east-1. */
const seoul: Readonly<Record<string, number>> = {
  t2: 1.24,
  t3: 1.25,
  t4g: 1.24,
  m5: 1.23,
  m6: 1.23,
  m7: 1.23,
  c5: 1.13,
  c6: 1.13,
  c7: 1.13,
  r5: 1.21,
  r6: 1.21,
  r7: 1.21,
}
const seoulOther = 1.2

/** What Windows adds per vCPU-hour; burstable types pay by size, as AWS's list for t2 and t3 shows. */
const windowsPerVcpu = 0.046
const windowsBySize: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  t2: {
    nano: 0.0023,
    micro: 0.0046,
    small: 0.009,
    medium: 0.018,
    large: 0.028,
    xlarge: 0.041,
    '2xlarge': 0.062,
  },
  t3: {
    nano: 0.0046,
    micro: 0.0092,
    small: 0.0184,
    medium: 0.0184,
    large: 0.0276,
    xlarge: 0.0736,
    '2xlarge': 0.1472,
  },
}

/** On-Demand price of a type in a Region; undefined when it cannot be established. */
export function findPrice(
  type: string,
  region: string,
  platform: PricedPlatform = 'linux',
): Price | undefined {
  const listed = listedLinuxPrice(type)
  const factor = regionFactor(type, region)
  if (listed === undefined || factor === undefined) return undefined
  const surcharge = platform === 'windows' ? windowsSurcharge(type) : 0
  if (surcharge === undefined) return undefined
  return {
    usdPerHour: Number((listed * factor + surcharge).toFixed(6)),
    exact: region === 'us-east-1' && platform === 'linux',
  }
}

/** Prices of the types that a Region offers, as far as they can be established. */
export function pricesIn(
  region: string,
): Readonly<Record<string, Partial<Record<PricedPlatform, Price>>>> {
  const priced: Record<string, Partial<Record<PricedPlatform, Price>>> = {}
  for (const type of instanceTypesIn(region)) {
    const linux = findPrice(type, region)
    if (!linux) continue
    const windows = findPrice(type, region, 'windows')
    priced[type] = windows ? { linux, windows } : { linux }
  }
  return priced
}

/** What a type costs in a Region over us-east-1; undefined where that is not established. */
export function regionFactor(type: string, region: string): number | undefined {
  if (region === 'ap-northeast-2') {
    const name = parseInstanceType(type)
    const line = `${name?.series ?? ''}${name?.generation ?? ''}`
    return seoul[name?.family ?? ''] ?? seoul[line] ?? seoulOther
  }
  const price = m5LargeByRegion[region]
  return price === undefined ? undefined : price / m5Large
}

function windowsSurcharge(type: string): number | undefined {
  const name = parseInstanceType(type)
  const info = findInstanceType(type)
  // Windows does not run on Arm.
  if (!info?.ProcessorInfo?.SupportedArchitectures?.includes('x86_64')) return undefined
  if (name?.series === 't') {
    return windowsBySize[`t${name.generation ?? ''}`]?.[name.size]
  }
  return windowsPerVcpu * (info.VCpuInfo?.DefaultVCpus ?? 0)
}
