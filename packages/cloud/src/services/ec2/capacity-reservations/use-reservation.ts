import type { CapacityReservationSpecification } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { instances, type InstanceRecord } from '../instances/instance.ts'
import {
  capacityReservations,
  poolOf,
  type CapacityReservationRecord,
} from './capacity-reservation.ts'
import { findReservation } from './find-reservation.ts'

type Wish = Pick<InstanceRecord, 'capacityReservationPreference' | 'capacityReservationTarget'>

/** What a launch or a change says of reservations; a target stands for itself. */
export function readReservationWish(
  ctx: Context,
  specification: CapacityReservationSpecification | undefined,
): Wish {
  const { CapacityReservationPreference: preference, CapacityReservationTarget: target } =
    specification ?? {}
  if (target?.CapacityReservationResourceGroupArn !== undefined) {
    throw new AwsError(
      'UnsupportedOperation',
      'The member CapacityReservationTarget.CapacityReservationResourceGroupArn is not supported by the embedded cloud.',
    )
  }
  const id = target?.CapacityReservationId
  if (id === undefined) return { capacityReservationPreference: preference ?? 'open' }
  if (preference !== undefined && preference !== 'capacity-reservations-only') {
    throw new AwsError(
      'InvalidParameterCombination',
      'CapacityReservationPreference and CapacityReservationTarget cannot be specified together.',
    )
  }
  return {
    capacityReservationPreference: 'capacity-reservations-only',
    capacityReservationTarget: findReservation(ctx, id).id,
  }
}

/** How many of a reservation's instances run in it. */
export function usedCount(ctx: Context, { id }: CapacityReservationRecord): number {
  return ctx.db.by(instances, 'capacityReservation', id).length
}

type Candidate = Wish &
  Pick<
    InstanceRecord,
    'instanceType' | 'availabilityZone' | 'platformDetails' | 'placement' | 'lifecycle'
  >

/**
 * The reservation that an instance about to run takes a place in, if any: the one it names, else an open one that matches it in
 * type, platform, zone and tenancy.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/capacity-reservations-using.html
 */
export function takeReservation(ctx: Context, instance: Candidate): string | undefined {
  const { capacityReservationPreference: preference, capacityReservationTarget: target } = instance
  if (preference === 'none' || instance.lifecycle === 'spot') return undefined
  const pool = poolOfInstance(instance)
  if (target !== undefined) {
    const reservation = findReservation(ctx, target)
    if (poolOf(reservation) !== pool) {
      throw new AwsError(
        'InvalidParameterCombination',
        `The attributes of the instance do not match those of the capacity reservation '${target}': instance type, platform, Availability Zone and tenancy must be the same.`,
      )
    }
    if (hasRoom(ctx, reservation)) return target
    throw exceeded()
  }
  const found = ctx.db
    .by(capacityReservations, 'pool', pool)
    .find((each) => each.matchCriteria === 'open' && hasRoom(ctx, each))
  if (!found && preference === 'capacity-reservations-only') throw exceeded()
  return found?.id
}

function poolOfInstance(instance: Candidate): string {
  return poolOf({
    instanceType: instance.instanceType,
    availabilityZone: instance.availabilityZone,
    platform: instance.platformDetails,
    tenancy: instance.placement.tenancy,
  })
}

function hasRoom(ctx: Context, reservation: CapacityReservationRecord): boolean {
  return reservation.state === 'active' && usedCount(ctx, reservation) < reservation.total
}

function exceeded(): AwsError {
  return new AwsError(
    'ReservationCapacityExceeded',
    'The requested reservation does not have sufficient compatible and available capacity for this request.',
  )
}

/** Instances that run already and would have taken a place do so now. */
export function fillReservation(ctx: Context, reservation: CapacityReservationRecord): void {
  if (reservation.state !== 'active' || reservation.matchCriteria !== 'open') return
  const pool = poolOf(reservation)
  let room = reservation.total - usedCount(ctx, reservation)
  // Few reservations are made; an index of all instances by their pool would be kept for each of them.
  for (const instance of ctx.db.all(instances)) {
    if (room <= 0) return
    const running = instance.state === 'running' || instance.state === 'pending'
    const free = instance.capacityReservationId === undefined && instance.lifecycle !== 'spot'
    if (!running || !free || instance.capacityReservationPreference === 'none') continue
    if (instance.capacityReservationTarget !== undefined) continue
    if (poolOfInstance(instance) !== pool) continue
    ctx.db.put(instances, { ...instance, capacityReservationId: reservation.id })
    room -= 1
  }
}

/** What runs in a reservation that ends runs on without it. */
export function emptyReservation(ctx: Context, { id }: CapacityReservationRecord): void {
  for (const instance of ctx.db.by(instances, 'capacityReservation', id)) {
    ctx.db.put(instances, { ...instance, capacityReservationId: undefined })
  }
}
