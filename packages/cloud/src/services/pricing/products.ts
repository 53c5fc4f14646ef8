import { createHash } from 'node:crypto'
import { parseInstanceType, normalizationFactor } from '@brume/ec2-model'
import { commitmentClasses, commitmentYears, payments } from '../../catalogue/commitment-prices.ts'
import { findInstanceType, instanceTypesIn } from '../../catalogue/instance-types.ts'
import type { Price, PricedPlatform } from '../../catalogue/prices.ts'
import { findRegion, regions } from '../../catalogue/regions.ts'
import { usagePrefix } from '../../catalogue/service-prices.ts'
import { committedPrice, splitPayment } from '../../catalogue/commitment-prices.ts'
import { onDemandPrice } from '../../metering/rates.ts'

/** A product of AmazonEC2: an instance type in a Region, by system and tenancy. */
export interface Product {
  readonly type: string
  readonly region: string
  readonly platform: PricedPlatform
  readonly tenancy: 'default' | 'dedicated'
}

const systems = { linux: 'Linux', windows: 'Windows' } as const
const operations = { linux: 'RunInstances', windows: 'RunInstances:0002' } as const
const tenancies = { default: 'Shared', dedicated: 'Dedicated' } as const
const boxes = { default: 'BoxUsage', dedicated: 'DedicatedUsage' } as const

/** Every product that has a price, Region by Region. Filters that name a Region or a type are used to look at no others. */
export function* productsOf(
  asked: (name: string) => readonly string[] | undefined,
): Generator<Product> {
  const places = asked('location')
  const codes = asked('regionCode')
  for (const { name: region, longName } of regions) {
    if (codes && !codes.includes(region)) continue
    if (places && !places.includes(locationOf(longName))) continue
    for (const type of asked('instanceType') ?? instanceTypesIn(region)) {
      for (const platform of ['linux', 'windows'] as const) {
        for (const tenancy of ['default', 'dedicated'] as const) {
          const product = { type, region, platform, tenancy }
          if (priceOf(product)) yield product
        }
      }
    }
  }
}

/** AWS's own words for places: `EU (Ireland)`. */
export function locationOf(longName: string): string {
  return longName.replace('Europe (', 'EU (')
}

export function priceOf({ type, region, platform, tenancy }: Product): Price | undefined {
  const system = platform === 'windows' ? 'Windows' : 'Linux/UNIX'
  if (!instanceTypesIn(region).includes(type)) return undefined
  return onDemandPrice(type, system, tenancy, region)
}

/** As AWS's price list describes a product. */
export function attributesOf({ type, region, platform, tenancy }: Product): Record<string, string> {
  const info = findInstanceType(type)
  const vcpus = info?.VCpuInfo?.DefaultVCpus ?? 0
  const memoryGiB = (info?.MemoryInfo?.SizeInMiB ?? 0) / 1024
  return {
    servicecode: 'AmazonEC2',
    servicename: 'Amazon Elastic Compute Cloud',
    location: locationOf(findRegion(region)?.longName ?? region),
    locationType: 'AWS Region',
    regionCode: region,
    instanceType: type,
    instanceFamily: familyWord(type),
    currentGeneration: info?.CurrentGeneration ? 'Yes' : 'No',
    vcpu: String(vcpus),
    memory: `${memoryGiB} GiB`,
    storage: info?.InstanceStorageSupported ? 'Instance store' : 'EBS only',
    networkPerformance: info?.NetworkInfo?.NetworkPerformance ?? 'NA',
    processorArchitecture: info?.ProcessorInfo?.SupportedArchitectures?.includes('i386')
      ? '32-bit or 64-bit'
      : '64-bit',
    tenancy: tenancies[tenancy],
    operatingSystem: systems[platform],
    licenseModel: 'No License required',
    preInstalledSw: 'NA',
    operation: operations[platform],
    capacitystatus: 'Used',
    usagetype: `${usagePrefix(region)}${boxes[tenancy]}:${type}`,
    normalizationSizeFactor: String(normalizationFactor(type) ?? 'NA'),
    marketoption: 'OnDemand',
  }
}

/** Names of attributes, in order. */
export function attributeNames(): readonly string[] {
  const example = {
    type: 't3.micro',
    region: 'us-east-1',
    platform: 'linux',
    tenancy: 'default',
  } as const
  return [...Object.keys(attributesOf(example)), 'productFamily', 'termType'].toSorted()
}

const families: readonly (readonly [RegExp, string])[] = [
  [/^(a|m|t|mac)\d?/, 'General purpose'],
  [/^(c|hpc)\d/, 'Compute optimized'],
  [/^(r|x|z|u)/, 'Memory optimized'],
  [/^(g|p|dl|vt|trn|inf|f)\d/, 'GPU instance'],
  [/^(i|d|h|im|is)\d/, 'Storage optimized'],
]

function familyWord(type: string): string {
  const family = parseInstanceType(type)?.family ?? type
  return families.find(([pattern]) => pattern.test(family))?.[1] ?? 'General purpose'
}

/** One entry of a price list, as `GetProducts` answers it: JSON. */
export function priceListItem(
  product: Product,
  terms: 'OnDemand' | 'Reserved' | undefined,
): string {
  const attributes = attributesOf(product)
  const sku = codeOf(JSON.stringify(product), 16)
  return JSON.stringify({
    product: { productFamily: 'Compute Instance', attributes, sku },
    serviceCode: 'AmazonEC2',
    terms: {
      ...(terms !== 'Reserved' && { OnDemand: onDemandTerms(product, sku) }),
      ...(terms !== 'OnDemand' && { Reserved: reservedTerms(product, sku) }),
    },
    version: '20260101000000',
    publicationDate: '2026-01-01T00:00:00Z',
  })
}

const effective = '2026-01-01T00:00:00Z'
/** Of AWS's list: the codes of an On-Demand term and of an hourly rate. */
const onDemandCode = 'JRTCKXETXF'
const hourlyCode = '6YS6EN2CT7'
const upfrontCode = '2TG2D8R56U'

function onDemandTerms(product: Product, sku: string): object {
  const price = priceOf(product)
  const key = `${sku}.${onDemandCode}`
  const rate = `${key}.${hourlyCode}`
  const usd = price?.usdPerHour ?? 0
  const system = systems[product.platform]
  return {
    [key]: {
      priceDimensions: {
        [rate]: {
          unit: 'Hrs',
          endRange: 'Inf',
          // AWS has no place to say that a price is not of its list; its description is for people.
          description: `${price?.exact ? '' : '≈ '}$${usd} per ${product.tenancy === 'dedicated' ? 'Dedicated' : 'On Demand'} ${system} ${product.type} Instance Hour`,
          appliesTo: [],
          rateCode: rate,
          beginRange: '0',
          pricePerUnit: { USD: usd.toFixed(10) },
        },
      },
      sku,
      effectiveDate: effective,
      offerTermCode: onDemandCode,
      termAttributes: {},
    },
  }
}

function reservedTerms({ type, region, platform, tenancy }: Product, sku: string): object {
  const terms: Record<string, object> = {}
  for (const kind of commitmentClasses) {
    for (const years of commitmentYears) {
      for (const payment of payments) {
        const price = committedPrice(type, region, platform, tenancy, { kind, years, payment })
        if (!price) continue
        const { upfrontUsd, hourlyUsd } = splitPayment(price, { years, payment })
        const offerTermCode = codeOf(`${kind}/${years}/${payment}`, 10)
        const key = `${sku}.${offerTermCode}`
        const dimension = (code: string, unit: string, usd: number, description: string) => ({
          [`${key}.${code}`]: {
            unit,
            description: `≈ ${description}`,
            appliesTo: [],
            rateCode: `${key}.${code}`,
            ...(unit === 'Hrs' && { beginRange: '0', endRange: 'Inf' }),
            pricePerUnit: { USD: usd.toFixed(10) },
          },
        })
        terms[key] = {
          priceDimensions: {
            ...dimension(hourlyCode, 'Hrs', hourlyUsd, `${type} reserved instance applied`),
            ...(upfrontUsd > 0 && dimension(upfrontCode, 'Quantity', upfrontUsd, 'Upfront Fee')),
          },
          sku,
          effectiveDate: effective,
          offerTermCode,
          termAttributes: {
            LeaseContractLength: `${years}yr`,
            OfferingClass: kind,
            PurchaseOption: payment,
          },
        }
      }
    }
  }
  return terms
}

/** Capital letters and digits, the same for the same name. */
function codeOf(name: string, length: number): string {
  return BigInt(`0x${createHash('sha256').update(name).digest('hex')}`)
    .toString(36)
    .toUpperCase()
    .slice(0, length)
}
