import type { SpotFleetRequestConfig } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { fulfilled } from '../fleets/find-fleet.ts'
import { fleets, type FleetRecord } from '../fleets/fleet.ts'

const idForm = /^sfr-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export function isSpotFleetId(id: string): boolean {
  return idForm.test(id)
}

export function lookUpSpotFleet(ctx: Context, id: string): FleetRecord | undefined {
  const found = ctx.db.get(fleets, id)
  return found?.spotFleet ? found : undefined
}

export function findSpotFleet(ctx: Context, id: string | undefined): FleetRecord {
  const found = lookUpSpotFleet(ctx, id ?? '')
  if (found) return found
  if (!isSpotFleetId(id ?? '')) {
    throw new AwsError('InvalidSpotFleetRequestId.Malformed', `Invalid id: "${id ?? ''}"`)
  }
  throw new AwsError(
    'InvalidSpotFleetRequestId.NotFound',
    `The spot fleet request ID '${id}' does not exist`,
  )
}

const states = {
  submitted: 'submitted',
  active: 'active',
  deleted: 'cancelled',
  deleted_running: 'cancelled_running',
  deleted_terminating: 'cancelled_terminating',
} as const

/** A fleet's state in the words of Spot Fleets. */
export function spotFleetState(state: FleetRecord['state']): (typeof states)[FleetRecord['state']] {
  return states[state]
}

export function toSpotFleet(ctx: Context, fleet: FleetRecord): SpotFleetRequestConfig {
  const capacity = fulfilled(ctx, fleet)
  const { target, spotFleet, errors } = fleet
  const time = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms))
  return {
    SpotFleetRequestId: fleet.id,
    SpotFleetRequestState: spotFleetState(fleet.state),
    ActivityStatus:
      capacity >= target.total
        ? 'fulfilled'
        : errors.length > 0
          ? 'error'
          : fleet.state === 'deleted_terminating'
            ? 'pending_termination'
            : 'pending_fulfillment',
    CreateTime: new Date(fleet.createTime),
    SpotFleetRequestConfig: spotFleet && {
      ...spotFleet,
      Type: fleet.type,
      AllocationStrategy: spotFleet.AllocationStrategy ?? 'lowestPrice',
      OnDemandAllocationStrategy: spotFleet.OnDemandAllocationStrategy ?? 'lowestPrice',
      ExcessCapacityTerminationPolicy:
        fleet.excessPolicy === 'termination' ? 'default' : 'noTermination',
      InstanceInterruptionBehavior: spotFleet.InstanceInterruptionBehavior ?? 'terminate',
      FulfilledCapacity: capacity,
      OnDemandFulfilledCapacity: fulfilled(ctx, fleet, 'on-demand'),
      TargetCapacity: target.total,
      OnDemandTargetCapacity: target.onDemand,
      TerminateInstancesWithExpiration: fleet.terminateWithExpiration,
      ReplaceUnhealthyInstances: fleet.replaceUnhealthy,
      ValidFrom: time(fleet.validFrom),
      ValidUntil: time(fleet.validUntil),
    },
    Tags: [...fleet.tags],
  }
}
