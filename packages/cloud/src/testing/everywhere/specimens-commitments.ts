import type { Specimens } from './specimens.ts'
import type { Ids } from './world.ts'

const hosts = (name: string) => (id: Ids) => ({
  HostIdSet: [id(name)],
  OfferingId: id('hostOffering'),
})
const exchange = (id: Ids) => ({
  ReservedInstanceIds: [id('convertible')],
  TargetConfigurations: [{ OfferingId: id('convertibleOffering') }],
})

/** What is bought for years. */
export const commitmentSpecimens: Specimens = {
  AcceptReservedInstancesExchangeQuote: exchange,
  DeleteQueuedReservedInstances: (id) => ({ ReservedInstancesIds: [id('queued')] }),
  DescribeHostReservationOfferings: () => ({}),
  DescribeHostReservations: () => ({}),
  DescribeReservedInstances: () => ({}),
  DescribeReservedInstancesModifications: () => ({}),
  DescribeReservedInstancesOfferings: () => ({ InstanceType: 't3.micro' }),
  GetHostReservationPurchasePreview: hosts('host'),
  GetReservedInstancesExchangeQuote: exchange,
  ModifyReservedInstances: (id) => ({
    ReservedInstancesIds: [id('reserved')],
    TargetConfigurations: [{ InstanceCount: 2, AvailabilityZone: 'ap-northeast-2a' }],
  }),
  PurchaseHostReservation: hosts('reservedHost'),
  PurchaseReservedInstancesOffering: (id) => ({
    ReservedInstancesOfferingId: id('reservedOffering'),
    InstanceCount: 1,
  }),
  PurchaseScheduledInstances: () => ({
    PurchaseRequests: [{ InstanceCount: 1, PurchaseToken: 'token' }],
  }),
  RunScheduledInstances: (id) => ({
    ScheduledInstanceId: 'sci-1234-1234-1234-1234-123456789012',
    LaunchSpecification: { ImageId: id('publicImage') },
  }),
}
