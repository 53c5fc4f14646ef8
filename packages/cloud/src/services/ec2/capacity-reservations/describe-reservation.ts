import type { CapacityReservation } from '@aws-sdk/client-ec2'
import { zoneIdOf } from '../../../catalogue/regions.ts'
import type { Context } from '../../../engine/context.ts'
import type { CapacityReservationRecord } from './capacity-reservation.ts'
import { usedCount } from './use-reservation.ts'

export function toCapacityReservation(
  ctx: Context,
  reservation: CapacityReservationRecord,
): CapacityReservation {
  const { id, state, endDate } = reservation
  return {
    CapacityReservationFleetId: reservation.fleetId,
    CapacityReservationId: id,
    OwnerId: ctx.account,
    CapacityReservationArn: `arn:aws:ec2:${ctx.region}:${ctx.account}:capacity-reservation/${id}`,
    AvailabilityZoneId: zoneIdOf(reservation.availabilityZone),
    InstanceType: reservation.instanceType,
    InstancePlatform: reservation.platform,
    AvailabilityZone: reservation.availabilityZone,
    Tenancy: reservation.tenancy,
    TotalInstanceCount: reservation.total,
    AvailableInstanceCount:
      state === 'active' ? reservation.total - usedCount(ctx, reservation) : 0,
    EbsOptimized: reservation.ebsOptimized,
    EphemeralStorage: reservation.ephemeralStorage,
    State: state,
    StartDate: new Date(reservation.startDate),
    EndDate: endDate === undefined ? undefined : new Date(endDate),
    EndDateType: endDate === undefined ? 'unlimited' : 'limited',
    InstanceMatchCriteria: reservation.matchCriteria,
    CreateDate: new Date(reservation.createTime),
    Tags: [...reservation.tags],
    CapacityAllocations: [],
    ReservationType: 'default',
  }
}
