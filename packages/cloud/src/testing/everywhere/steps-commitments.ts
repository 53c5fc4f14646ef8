import { filter, step, type Step } from './step.ts'

const offering = (OfferingClass: string) => ({
  InstanceType: 't3.micro',
  OfferingType: 'No Upfront',
  OfferingClass,
  ...filter('scope', 'Region'),
})
const buys = (name: string, offered: string, more: object = {}) =>
  step(
    'PurchaseReservedInstancesOffering',
    (id) => ({ ReservedInstancesOfferingId: id(offered), InstanceCount: 2, ...more }),
    { [name]: 'ReservedInstancesId' },
  )
const first = 'ReservedInstancesOfferings.0.ReservedInstancesOfferingId'

/** What is bought for years. */
export const commitmentSteps: readonly Step[] = [
  step('DescribeReservedInstancesOfferings', offering('standard'), { reservedOffering: first }),
  step('DescribeReservedInstancesOfferings', offering('convertible'), {
    convertibleOffering: first,
  }),
  buys('reserved', 'reservedOffering'),
  buys('convertible', 'convertibleOffering'),
  // The world begins in 2026.
  buys('queued', 'reservedOffering', { PurchaseTime: new Date(Date.UTC(2027, 0)) }),
  step(
    'AllocateHosts',
    { InstanceFamily: 'm5', AvailabilityZone: 'ap-northeast-2a', Quantity: 1 },
    { reservedHost: 'HostIds.0' },
  ),
  step(
    'DescribeHostReservationOfferings',
    { Filter: [{ Name: 'instance-family', Values: ['m5'] }] },
    { hostOffering: 'OfferingSet.0.OfferingId' },
  ),
]
