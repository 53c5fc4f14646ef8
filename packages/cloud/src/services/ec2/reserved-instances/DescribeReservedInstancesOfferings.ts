import type {
  DescribeReservedInstancesOfferingsRequest,
  DescribeReservedInstancesOfferingsResult,
  ReservedInstancesOffering,
} from '@aws-sdk/client-ec2'
import { findInstanceType } from '../../../catalogue/instance-types.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { compileFilters, type FilterFields } from '../filters.ts'
import { paginate } from '../paging.ts'
import { allReservedOfferings, reservedOfferings } from './reserved-offering.ts'

const pageSize = 100

/**
 * The Reserved Instances that are offered: by type, zone, class, term and payment, with their prices.
 * @limits 100 a page.
 * @differs Prices are shares of the On-Demand price, the same for every type. Nobody sells on the Marketplace, and none
 *   can be bought yet.
 */
export const DescribeReservedInstancesOfferings = operation<
  DescribeReservedInstancesOfferingsRequest,
  DescribeReservedInstancesOfferingsResult
>('DescribeReservedInstancesOfferings', (ctx, input) => {
  const { InstanceType: type, ReservedInstancesOfferingIds: ids = [] } = input
  if (type !== undefined && !findInstanceType(type)) {
    throw new AwsError('InvalidParameterValue', `Invalid value '${type}' for InstanceType.`)
  }
  const all =
    type === undefined ? [...allReservedOfferings(ctx.region)] : reservedOfferings(type, ctx.region)
  const unknown = ids.find(
    (id) => !all.some(({ ReservedInstancesOfferingId }) => ReservedInstancesOfferingId === id),
  )
  if (unknown !== undefined) {
    throw new AwsError(
      'InvalidReservedInstancesOfferingId',
      `The reserved instances offering ID '${unknown}' does not exist`,
    )
  }
  const matches = compileFilters('DescribeReservedInstancesOfferings', input.Filters, filters)
  const found = all.filter((offering) => isAsked(offering, input) && matches(offering))
  const page = paginate(ctx, 'DescribeReservedInstancesOfferings', found, input, {
    keyOf: ({ ReservedInstancesOfferingId }) => ReservedInstancesOfferingId ?? '',
    min: 1,
    max: pageSize,
    defaultSize: pageSize,
  })
  return { ReservedInstancesOfferings: [...page.items], NextToken: page.nextToken }
})

function isAsked(
  offering: ReservedInstancesOffering,
  input: DescribeReservedInstancesOfferingsRequest,
): boolean {
  const { ReservedInstancesOfferingIds: ids = [], ProductDescription: product } = input
  const { Duration = 0 } = offering
  const same = <T>(wished: T | undefined, is: T | undefined) =>
    wished === undefined || wished === is
  return (
    (ids.length === 0 || ids.includes(offering.ReservedInstancesOfferingId ?? '')) &&
    same(input.AvailabilityZone, offering.AvailabilityZone) &&
    same(input.AvailabilityZoneId, offering.AvailabilityZoneId) &&
    same(input.OfferingClass, offering.OfferingClass) &&
    same(input.OfferingType, offering.OfferingType) &&
    same(input.InstanceTenancy, offering.InstanceTenancy) &&
    // The older names with `(Amazon VPC)` mean the same.
    same(product?.replace(' (Amazon VPC)', ''), offering.ProductDescription) &&
    Duration >= (input.MinDuration ?? 0) &&
    Duration <= (input.MaxDuration ?? Infinity)
  )
}

const filters: FilterFields<ReservedInstancesOffering> = {
  fields: {
    'availability-zone': ({ AvailabilityZone }) => AvailabilityZone,
    'availability-zone-id': ({ AvailabilityZoneId }) => AvailabilityZoneId,
    duration: ({ Duration }) => Duration,
    'fixed-price': ({ FixedPrice }) => FixedPrice,
    'instance-type': ({ InstanceType }) => InstanceType,
    marketplace: ({ Marketplace }) => Marketplace,
    'product-description': ({ ProductDescription }) => ProductDescription,
    'reserved-instances-offering-id': (offering) => offering.ReservedInstancesOfferingId,
    scope: ({ Scope }) => Scope,
    'usage-price': ({ UsagePrice }) => UsagePrice,
  },
}
