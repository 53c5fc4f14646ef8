import type {
  CreateCapacityReservationFleetRequest,
  CreateCapacityReservationFleetResult,
  ReservationFleetInstanceSpecification,
} from '@aws-sdk/client-ec2'
import { findInstanceType, zonesOffering } from '../../../catalogue/instance-types.ts'
import { zonesOf } from '../../../catalogue/regions.ts'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { readEnd } from '../capacity-reservations/read-end.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { fillFleet } from './fill-fleet.ts'
import { toReservationFleet, type FleetSpecification } from './reservation-fleet.ts'

const maxSpecifications = 50
const maxTarget = 25_000

/**
 * Reserves capacity over several types by priority and weight.
 * @limits 50 specifications; a target of 25,000.
 * @differs There is always capacity: the specification of the highest priority gets all of it.
 */
export const CreateCapacityReservationFleet = operation<
  CreateCapacityReservationFleetRequest,
  CreateCapacityReservationFleetResult
>('CreateCapacityReservationFleet', (ctx, input) => {
  const asked = input.InstanceTypeSpecifications ?? []
  if (asked.length === 0 || asked.length > maxSpecifications) {
    throw new AwsError(
      'InvalidParameterValue',
      `Between 1 and ${maxSpecifications} instance type specifications are required.`,
    )
  }
  if ((input.AllocationStrategy ?? 'prioritized') !== 'prioritized') {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${input.AllocationStrategy}) for parameter allocationStrategy is invalid. The only strategy is prioritized.`,
    )
  }
  const tags = readTagSpecifications(input.TagSpecifications, ['capacity-reservation-fleet'])
  const fleet = fillFleet(ctx, {
    id: newId(ctx.chance, 'crf'),
    target: readReservationTarget(input.TotalTargetCapacity),
    specifications: asked.map((each, at) => readSpecification(ctx, each, at)),
    members: [],
    state: 'active',
    createTime: ctx.now,
    endDate: readEnd(ctx, input.EndDate, undefined),
    tags: tags('capacity-reservation-fleet'),
  })
  const { InstanceTypeSpecifications, ...shown } = toReservationFleet(ctx, fleet)
  return {
    ...shown,
    // The answer tells the step; reservations are there when the next call comes.
    State: 'submitted',
    FleetCapacityReservations: InstanceTypeSpecifications,
  }
})

export function readReservationTarget(target: number | undefined): number {
  if (target !== undefined && target >= 1 && target <= maxTarget) return target
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${target ?? ''}) for parameter totalTargetCapacity is invalid. It must be between 1 and ${maxTarget}.`,
  )
}

function readSpecification(
  ctx: Context,
  asked: ReservationFleetInstanceSpecification,
  at: number,
): FleetSpecification {
  const { InstanceType: type = '', InstancePlatform: platform } = asked
  if (!platform) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain the parameter InstancePlatform',
    )
  }
  if (!findInstanceType(type)) {
    throw new AwsError('InvalidParameterValue', `Invalid value '${type}' for InstanceType.`)
  }
  const named = zonesOf(ctx.region).find(
    ({ name, id }) => name === asked.AvailabilityZone || id === asked.AvailabilityZoneId,
  )?.name
  const offered = zonesOffering(type, ctx.region)
  const availabilityZone = named ?? offered[0]
  if (availabilityZone === undefined || !offered.includes(availabilityZone)) {
    throw new AwsError(
      'Unsupported',
      `Your requested instance type (${type}) is not supported in your requested Availability Zone (${availabilityZone ?? ctx.region}).`,
    )
  }
  const weight = asked.Weight ?? 1
  if (!(weight > 0)) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${weight}) for parameter weight is invalid. It must be greater than 0.`,
    )
  }
  return {
    instanceType: type,
    platform,
    availabilityZone,
    weight,
    priority: asked.Priority ?? 999 + at,
    ebsOptimized: asked.EbsOptimized ?? false,
  }
}
