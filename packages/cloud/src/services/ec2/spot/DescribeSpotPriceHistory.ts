import type {
  DescribeSpotPriceHistoryRequest,
  DescribeSpotPriceHistoryResult,
  SpotPrice,
} from '@aws-sdk/client-ec2'
import { instanceTypesIn, zonesOffering } from '../../../catalogue/instance-types.ts'
import { zoneIdOf, zonesOf } from '../../../catalogue/regions.ts'
import { priceText, spotPriceAt, type SpotPool } from '../../../catalogue/spot-prices.ts'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'

const dayMs = 24 * 3_600_000
const longestMs = 90 * dayMs

/** Platforms as AWS calls them here; the older names with `(Amazon VPC)` mean the same. */
const products = { linux: 'Linux/UNIX', windows: 'Windows' } as const

/**
 * Spot prices by type, zone and platform, newest first: those of now, or their changes since a time.
 * @limits The last 90 days.
 * @differs Drawn from the names of type and zone, with one change a day: no list of AWS's is behind it.
 *   Red Hat and SUSE have no prices.
 */
export const DescribeSpotPriceHistory = operation<
  DescribeSpotPriceHistoryRequest,
  DescribeSpotPriceHistoryResult
>('DescribeSpotPriceHistory', (ctx, input) => {
  const end = Math.min(input.EndTime?.getTime() ?? ctx.now, ctx.now)
  const start = Math.max(input.StartTime?.getTime() ?? ctx.now, ctx.now - longestMs)
  const matches = compileFilters<SpotPrice>('DescribeSpotPriceHistory', input.Filters, {
    fields: {
      'availability-zone': ({ AvailabilityZone }) => AvailabilityZone,
      'availability-zone-id': ({ AvailabilityZoneId }) => AvailabilityZoneId,
      'instance-type': ({ InstanceType }) => InstanceType,
      'product-description': ({ ProductDescription }) => ProductDescription,
      'spot-price': ({ SpotPrice: price }) => price,
      timestamp: ({ Timestamp }) => Timestamp?.toISOString(),
    },
  })
  const found = poolsOf(ctx, input)
    .flatMap((pool) => changesOf(pool, Math.min(start, end), end))
    .filter(matches)
    .toSorted((a, b) => (b.Timestamp?.getTime() ?? 0) - (a.Timestamp?.getTime() ?? 0))
  const page = paginate(ctx, 'DescribeSpotPriceHistory', found, input, {
    keyOf: ({ InstanceType, AvailabilityZone, ProductDescription, Timestamp }) =>
      `${InstanceType} ${AvailabilityZone} ${ProductDescription} ${Timestamp?.getTime()}`,
    min: 1,
    max: 1_000,
    defaultSize: 1_000,
  })
  return { SpotPriceHistory: [...page.items], NextToken: page.nextToken ?? '' }
})

function poolsOf(ctx: Context, input: DescribeSpotPriceHistoryRequest): readonly SpotPool[] {
  const named: readonly string[] = input.InstanceTypes ?? []
  const offered = instanceTypesIn(ctx.region)
  const types =
    named.length === 0 ? offered : [...new Set(named)].filter((each) => offered.includes(each))
  const wanted = (input.ProductDescriptions ?? []).map((each) => each.replace(' (Amazon VPC)', ''))
  const platforms = (['linux', 'windows'] as const).filter(
    (each) => wanted.length === 0 || wanted.includes(products[each]),
  )
  const zone = readZone(ctx, input)
  return types.flatMap((type) =>
    zonesOffering(type, ctx.region)
      .filter((each) => zone === undefined || each === zone)
      .flatMap((each) => platforms.map((platform) => ({ type, zone: each, platform }))),
  )
}

function readZone(ctx: Context, input: DescribeSpotPriceHistoryRequest): string | undefined {
  const { AvailabilityZone: name, AvailabilityZoneId: id } = input
  if (name === undefined && id === undefined) return undefined
  const zone = zonesOf(ctx.region).find(
    (each) => (name === undefined || each.name === name) && (id === undefined || each.id === id),
  )
  if (zone) return zone.name
  throw new AwsError('InvalidParameterValue', `Invalid availability zone: [${name ?? id}]`)
}

/** The price that held at the start, and each that came after it. */
function changesOf(pool: SpotPool, start: number, end: number): readonly SpotPrice[] {
  const changes: SpotPrice[] = []
  let price = spotPriceAt(pool, end)
  while (price) {
    changes.push({
      AvailabilityZone: pool.zone,
      AvailabilityZoneId: zoneIdOf(pool.zone),
      // The catalogue may be newer than the SDK's enum.
      InstanceType: pool.type as SpotPrice['InstanceType'],
      ProductDescription: products[pool.platform],
      SpotPrice: priceText(price),
      Timestamp: new Date(price.since),
    })
    if (price.since <= start) break
    price = spotPriceAt(pool, price.since - 1)
  }
  return changes
}
