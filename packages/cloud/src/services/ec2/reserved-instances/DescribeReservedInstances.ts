import type {
  DescribeReservedInstancesRequest,
  DescribeReservedInstancesResult,
  ReservedInstances,
} from '@aws-sdk/client-ec2'
import { findInstanceType } from '../../../catalogue/instance-types.ts'
import { zoneIdOf } from '../../../catalogue/regions.ts'
import { operation } from '../../../engine/operation.ts'
import { compileFilters, type FilterFields } from '../filters.ts'
import { findReserved } from './find-reserved.ts'
import { reservedInstances, type ReservedInstancesRecord } from './reserved-instances.ts'
import { reservedProducts } from './reserved-offering.ts'

/** Lists what was bought, also what has run out or become something else. */
export const DescribeReservedInstances = operation<
  DescribeReservedInstancesRequest,
  DescribeReservedInstancesResult
>('DescribeReservedInstances', (ctx, input) => {
  const { ReservedInstancesIds: ids = [], OfferingClass: kind, OfferingType: payment } = input
  const asked =
    ids.length > 0
      ? [...new Set(ids)].map((id) => findReserved(ctx, id))
      : ctx.db.all(reservedInstances)
  const matches = compileFilters('DescribeReservedInstances', input.Filters, filters)
  const found = asked.filter(
    (each) =>
      (kind === undefined || each.kind === kind) &&
      (payment === undefined || each.payment === payment) &&
      matches(each),
  )
  return { ReservedInstances: found.map(toReserved) }
})

const scopeOf = ({ zone }: ReservedInstancesRecord) =>
  zone === undefined ? 'Region' : 'Availability Zone'
const priceShown = ({ dueUsd, count }: ReservedInstancesRecord) =>
  Number((dueUsd / count).toFixed(2))
const endOf = ({ end, replacedAt = end }: ReservedInstancesRecord) => new Date(replacedAt)

function toReserved(record: ReservedInstancesRecord): ReservedInstances {
  const { zone } = record
  return {
    ReservedInstancesId: record.id,
    InstanceType: findInstanceType(record.instanceType)?.InstanceType,
    InstanceCount: record.count,
    ProductDescription: reservedProducts[record.platform],
    InstanceTenancy: record.tenancy,
    OfferingClass: record.kind,
    OfferingType: record.payment,
    Scope: scopeOf(record),
    ...(zone !== undefined && { AvailabilityZone: zone, AvailabilityZoneId: zoneIdOf(zone) }),
    Duration: record.durationSeconds,
    Start: new Date(record.start),
    End: endOf(record),
    State: record.state,
    CurrencyCode: 'USD',
    FixedPrice: priceShown(record),
    UsagePrice: 0,
    RecurringCharges: [{ Amount: record.hourlyUsd, Frequency: 'Hourly' }],
    Tags: [...record.tags],
  }
}

const filters: FilterFields<ReservedInstancesRecord> = {
  fields: {
    'availability-zone': ({ zone }) => zone,
    'availability-zone-id': ({ zone }) => (zone === undefined ? undefined : zoneIdOf(zone)),
    duration: ({ durationSeconds }) => durationSeconds,
    end: (record) => endOf(record).toISOString(),
    'fixed-price': priceShown,
    'instance-type': ({ instanceType }) => instanceType,
    'product-description': ({ platform }) => reservedProducts[platform],
    'reserved-instances-id': ({ id }) => id,
    scope: scopeOf,
    start: ({ start }) => new Date(start).toISOString(),
    state: ({ state }) => state,
    'usage-price': () => 0,
  },
  tags: ({ tags }) => tags,
}
