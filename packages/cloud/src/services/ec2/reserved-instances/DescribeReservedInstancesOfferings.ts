import type {
  DescribeReservedInstancesOfferingsRequest,
  DescribeReservedInstancesOfferingsResult,
} from '@aws-sdk/client-ec2'
import { findInstanceType, instanceTypesIn } from '../../../catalogue/instance-types.ts'
import { zoneIdOf } from '../../../catalogue/regions.ts'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { compileFilters, type FilterFields } from '../filters.ts'
import { paginate } from '../paging.ts'
import { findReservedOffering } from './find-reserved.ts'
import {
  durationOf,
  offeringId,
  priceOf,
  reservedOfferings,
  reservedProducts,
  toOffering,
  type ReservedOffering,
} from './reserved-offering.ts'

const pageSize = 100

/**
 * The Reserved Instances that are offered: by type, zone, class, term and payment, with their prices.
 * @limits 100 a page.
 * @differs Prices are shares of the On-Demand price, the same for every type; Linux and Windows only. Nobody sells on the
 *   Marketplace.
 */
export const DescribeReservedInstancesOfferings = operation<
  DescribeReservedInstancesOfferingsRequest,
  DescribeReservedInstancesOfferingsResult
>('DescribeReservedInstancesOfferings', (ctx, input) => {
  const matches = compileFilters('DescribeReservedInstancesOfferings', input.Filters, filters)
  const all = candidates(ctx, input)
  const page = paginate(ctx, 'DescribeReservedInstancesOfferings', all, input, {
    keyOf: offeringId,
    matches: (offering) => isAsked(offering, input) && matches(offering),
    min: 1,
    max: pageSize,
    defaultSize: pageSize,
  })
  return { ReservedInstancesOfferings: page.items.map(toOffering), NextToken: page.nextToken }
})

function candidates(
  ctx: Context,
  input: DescribeReservedInstancesOfferingsRequest,
): readonly ReservedOffering[] {
  const { InstanceType: type, ReservedInstancesOfferingIds: ids = [] } = input
  if (type !== undefined && !findInstanceType(type)) {
    throw new AwsError('InvalidParameterValue', `Invalid value '${type}' for InstanceType.`)
  }
  if (ids.length > 0) return [...new Set(ids)].map((id) => findReservedOffering(ctx, id))
  // Of what the documentation says is the default.
  const tenancy = input.InstanceTenancy ?? 'default'
  if (tenancy === 'host') return []
  const types = type === undefined ? instanceTypesIn(ctx.region) : [type]
  return reservedOfferings(ctx.region, tenancy, types)
}

function isAsked(
  offering: ReservedOffering,
  input: DescribeReservedInstancesOfferingsRequest,
): boolean {
  const { MinDuration = 0, MaxDuration = Infinity } = input
  const same = <T>(wished: T | undefined, is: T | undefined) =>
    wished === undefined || wished === is
  const zoneId = offering.zone === undefined ? undefined : zoneIdOf(offering.zone)
  return (
    same<string>(input.InstanceType, offering.type) &&
    same(input.AvailabilityZone, offering.zone) &&
    same(input.AvailabilityZoneId, zoneId) &&
    same(input.OfferingClass, offering.kind) &&
    same<string>(input.OfferingType, offering.payment) &&
    same<string>(input.InstanceTenancy, offering.tenancy) &&
    // The older names with `(Amazon VPC)` mean the same.
    same(withoutVpc(input.ProductDescription), reservedProducts[offering.platform]) &&
    durationOf(offering) >= MinDuration &&
    durationOf(offering) <= MaxDuration
  )
}

const withoutVpc = (product: string | undefined) => product?.replace(' (Amazon VPC)', '')

const filters: FilterFields<ReservedOffering> = {
  fields: {
    'availability-zone': ({ zone }) => zone,
    'availability-zone-id': ({ zone }) => (zone === undefined ? undefined : zoneIdOf(zone)),
    duration: durationOf,
    'fixed-price': (offering) => priceOf(offering).upfrontUsd,
    'instance-type': ({ type }) => type,
    marketplace: () => false,
    'product-description': ({ platform }) => [
      reservedProducts[platform],
      `${reservedProducts[platform]} (Amazon VPC)`,
    ],
    'reserved-instances-offering-id': offeringId,
    scope: ({ zone }) => (zone === undefined ? 'Region' : 'Availability Zone'),
    'usage-price': () => 0,
  },
}
