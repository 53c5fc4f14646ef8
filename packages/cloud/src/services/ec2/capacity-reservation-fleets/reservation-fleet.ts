import type { CapacityReservationFleet, FleetCapacityReservation } from '@aws-sdk/client-ec2'
import { zoneIdOf } from '../../../catalogue/regions.ts'
import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import {
  capacityReservations,
  type CapacityReservationRecord,
} from '../capacity-reservations/capacity-reservation.ts'
import type { Tagged } from '../tag.ts'

/** Reservations of several types that together have a capacity. */
export interface ReservationFleetRecord extends Tagged {
  /** `crf-0…` */
  readonly id: string
  readonly target: number
  readonly specifications: readonly FleetSpecification[]
  /** Those that were made for it, with the specification of each. */
  readonly members: readonly { readonly id: string; readonly specification: number }[]
  readonly state: 'active' | 'cancelled'
  readonly createTime: number
  readonly endDate?: number
}

export interface FleetSpecification {
  readonly instanceType: string
  readonly platform: CapacityReservationRecord['platform']
  readonly availabilityZone: string
  readonly weight: number
  readonly priority: number
  readonly ebsOptimized: boolean
}

export const reservationFleets = collection<ReservationFleetRecord>({
  name: 'ec2/capacity-reservation-fleet',
  scope: 'region',
})

export function findReservationFleet(ctx: Context, id: string | undefined): ReservationFleetRecord {
  const found = ctx.db.get(reservationFleets, id ?? '')
  if (found) return found
  if (!/^crf-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id ?? '')) {
    throw new AwsError(
      'InvalidCapacityReservationFleetId.Malformed',
      `Invalid id: "${id ?? ''}" (expecting "crf-...")`,
    )
  }
  throw new AwsError(
    'InvalidCapacityReservationFleetId.NotFound',
    `The capacity reservation fleet ID '${id}' does not exist`,
  )
}

export function toReservationFleet(
  ctx: Context,
  fleet: ReservationFleetRecord,
): CapacityReservationFleet {
  const members = toMembers(ctx, fleet)
  const fulfilled = members.reduce((sum, each) => sum + (each.FulfilledCapacity ?? 0), 0)
  const expired = fleet.endDate !== undefined && fleet.endDate <= ctx.now
  return {
    CapacityReservationFleetId: fleet.id,
    CapacityReservationFleetArn: `arn:aws:ec2:${ctx.region}:${ctx.account}:capacity-reservation-fleet/${fleet.id}`,
    State:
      fleet.state === 'active'
        ? expired
          ? 'expired'
          : fulfilled < fleet.target
            ? 'partially_fulfilled'
            : 'active'
        : fleet.state,
    TotalTargetCapacity: fleet.target,
    TotalFulfilledCapacity: fulfilled,
    Tenancy: 'default',
    InstanceMatchCriteria: 'open',
    AllocationStrategy: 'prioritized',
    CreateTime: new Date(fleet.createTime),
    EndDate: fleet.endDate === undefined ? undefined : new Date(fleet.endDate),
    InstanceTypeSpecifications: members,
    Tags: [...fleet.tags],
  }
}

function toMembers(ctx: Context, fleet: ReservationFleetRecord): FleetCapacityReservation[] {
  return fleet.members.flatMap(({ id, specification: at }) => {
    const reservation = ctx.db.get(capacityReservations, id)
    const specification = fleet.specifications[at]
    if (!reservation || !specification) return []
    const { weight, priority } = specification
    const counts = reservation.state === 'active'
    return [
      {
        CapacityReservationId: id,
        AvailabilityZone: reservation.availabilityZone,
        AvailabilityZoneId: zoneIdOf(reservation.availabilityZone),
        // The catalogue may be newer than the SDK's enum.
        InstanceType: reservation.instanceType as FleetCapacityReservation['InstanceType'],
        InstancePlatform: reservation.platform,
        TotalInstanceCount: reservation.total,
        FulfilledCapacity: counts ? reservation.total * weight : 0,
        EbsOptimized: reservation.ebsOptimized,
        CreateDate: new Date(reservation.createTime),
        Weight: weight,
        Priority: priority,
      },
    ]
  })
}
