import type {
  CreateCapacityReservationRequest,
  CreateCapacityReservationResult,
} from '@aws-sdk/client-ec2'
import { checkVcpus } from '../instances/check-vcpus.ts'
import { findInstanceType, zonesOffering } from '../../../catalogue/instance-types.ts'
import { zoneIdOf, zonesOf } from '../../../catalogue/regions.ts'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'
import type { CapacityReservationRecord } from './capacity-reservation.ts'
import { toCapacityReservation } from './describe-reservation.ts'
import { readCount, readEnd } from './read-end.ts'
import { putReservation } from './reservation-timer.ts'
import { fillReservation } from './use-reservation.ts'

/**
 * Reserves places for a type in a zone, at once or from a start date; open ones take in what runs already.
 * @limits The type must be offered in the zone.
 * @differs Capacity is never short; a future reservation needs no commitment.
 */
export const CreateCapacityReservation = operation<
  CreateCapacityReservationRequest,
  CreateCapacityReservationResult
>('CreateCapacityReservation', (ctx, input) => {
  refuseMembers('CreateCapacityReservation', input, [
    'OutpostArn',
    'PlacementGroupArn',
    'CommitmentDuration',
    'DeliveryPreference',
  ])
  const { InstanceType: type, InstancePlatform: platform, StartDate: start } = input
  if (!type) throw missing('InstanceType')
  if (!platform) throw missing('InstancePlatform')
  if (!findInstanceType(type)) {
    throw new AwsError('InvalidParameterValue', `Invalid value '${type}' for InstanceType.`)
  }
  const zone = readZone(ctx, input)
  if (!zonesOffering(type, ctx.region).includes(zone)) {
    throw new AwsError(
      'Unsupported',
      `Your requested instance type (${type}) is not supported in your requested Availability Zone (${zone}).`,
    )
  }
  const tenancy = input.Tenancy ?? 'default'
  checkVcpus(ctx, { instanceType: type, isSpot: false, tenancy }, readCount(input.InstanceCount))
  const later = start !== undefined && start.getTime() > ctx.now
  const reservation: CapacityReservationRecord = {
    id: newId(ctx.chance, 'cr'),
    instanceType: type,
    platform,
    availabilityZone: zone,
    tenancy,
    total: readCount(input.InstanceCount),
    ebsOptimized: input.EbsOptimized ?? false,
    ephemeralStorage: input.EphemeralStorage ?? false,
    state: later ? 'scheduled' : 'active',
    createTime: ctx.now,
    startDate: later ? start.getTime() : ctx.now,
    endDate: readEnd(ctx, input.EndDate, input.EndDateType),
    matchCriteria: input.InstanceMatchCriteria ?? 'open',
    tags: readTagSpecifications(input.TagSpecifications, ['capacity-reservation'])(
      'capacity-reservation',
    ),
  }
  putReservation(ctx, reservation)
  fillReservation(ctx, reservation)
  return { CapacityReservation: toCapacityReservation(ctx, reservation) }
})

function readZone(ctx: Context, input: CreateCapacityReservationRequest): string {
  const { AvailabilityZone: name, AvailabilityZoneId: id } = input
  if (name === undefined && id === undefined) throw missing('AvailabilityZone')
  const zone = zonesOf(ctx.region).find(
    (each) => each.name === name || (name === undefined && each.id === id),
  )
  if (zone && (id === undefined || zoneIdOf(zone.name) === id)) return zone.name
  throw new AwsError('InvalidParameterValue', `Invalid availability zone: [${name ?? id}]`)
}

function missing(name: string): AwsError {
  return new AwsError('MissingParameter', `The request must contain the parameter ${name}`)
}
