import type {
  DescribeInstanceTypeOfferingsRequest,
  DescribeInstanceTypeOfferingsResult,
  InstanceTypeOffering,
} from '@aws-sdk/client-ec2'
import { instanceTypesIn, zonesOffering } from '../../../catalogue/instance-types.ts'
import { zoneIdOf } from '../../../catalogue/regions.ts'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'

/**
 * Which types the Region, or each of its zones, offers.
 * @differs There are no Outposts.
 */
export const DescribeInstanceTypeOfferings = operation<
  DescribeInstanceTypeOfferingsRequest,
  DescribeInstanceTypeOfferingsResult
>('DescribeInstanceTypeOfferings', (ctx, input) => {
  const locationType = input.LocationType ?? 'region'
  const matches = compileFilters<InstanceTypeOffering>(
    'DescribeInstanceTypeOfferings',
    input.Filters,
    {
      fields: {
        'instance-type': (offering) => offering.InstanceType,
        location: (offering) => offering.Location,
      },
    },
  )
  const offerings = instanceTypesIn(ctx.region)
    .flatMap((type) =>
      locationsOf(type, ctx.region, locationType).map((Location): InstanceTypeOffering => ({
        // The catalogue may be newer than the SDK's enum.
        InstanceType: type as InstanceTypeOffering['InstanceType'],
        LocationType: locationType,
        Location,
      })),
    )
    .filter(matches)
  const { items, nextToken } = paginate(ctx, 'DescribeInstanceTypeOfferings', offerings, input, {
    keyOf: ({ InstanceType, Location }) => `${InstanceType} ${Location}`,
    defaultSize: 1_000,
  })
  return { InstanceTypeOfferings: [...items], NextToken: nextToken }
})

function locationsOf(type: string, region: string, locationType: string): readonly string[] {
  switch (locationType) {
    case 'region':
      return [region]
    case 'availability-zone':
      return zonesOffering(type, region)
    case 'availability-zone-id':
      return zonesOffering(type, region).flatMap((zone) => zoneIdOf(zone) ?? [])
    default:
      // No Outposts here.
      return []
  }
}
