import type { CapacityReservationInstancePlatform } from '@aws-sdk/client-ec2'
import { collection } from '../../../engine/collection.ts'
import type { Tagged } from '../tag.ts'

export interface CapacityReservationRecord extends Tagged {
  /** `cr-0…` */
  readonly id: string
  readonly instanceType: string
  readonly platform: CapacityReservationInstancePlatform
  readonly availabilityZone: string
  readonly tenancy: 'default' | 'dedicated'
  readonly total: number
  readonly ebsOptimized: boolean
  readonly ephemeralStorage: boolean
  readonly state: 'scheduled' | 'active' | 'expired' | 'cancelled'
  readonly createTime: number
  readonly startDate: number
  /** Of limited ones. */
  readonly endDate?: number
  readonly matchCriteria: 'open' | 'targeted'
  /** Of the fleet that it was made for. */
  readonly fleetId?: string
}

export const capacityReservations = collection<CapacityReservationRecord, 'pool'>({
  name: 'ec2/capacity-reservation',
  scope: 'region',
  indexes: { pool: (reservation) => poolOf(reservation) },
})

/** What an instance and a reservation must have in common. */
export function poolOf(of: {
  readonly instanceType: string
  readonly availabilityZone: string
  readonly platform: string
  readonly tenancy: string
}): string {
  return [of.instanceType, of.availabilityZone, of.platform, of.tenancy].join('|')
}
