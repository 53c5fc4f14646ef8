import type {
  ModifySpotFleetRequestRequest,
  ModifySpotFleetRequestResponse,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { fleets, type FleetRecord } from '../fleets/fleet.ts'
import { tell } from '../fleets/fleet-events.ts'
import { fulfil, shed } from '../fleets/fulfil.ts'
import { poolsOf } from '../fleets/pools.ts'
import { findSpotFleet } from './find-spot-fleet.ts'
import { spotTarget, toTemplateConfig } from './read-config.ts'

/**
 * Changes the target of a Spot Fleet that keeps its capacity, which then launches or terminates.
 * @limits Only active ones of type maintain.
 */
export const ModifySpotFleetRequest = operation<
  ModifySpotFleetRequestRequest,
  ModifySpotFleetRequestResponse
>('ModifySpotFleetRequest', (ctx, input) => {
  const fleet = findSpotFleet(ctx, input.SpotFleetRequestId)
  if (fleet.type !== 'maintain' || fleet.state !== 'active') {
    throw new AwsError(
      'InvalidSpotFleetRequestConfig',
      `The spot fleet request '${fleet.id}' cannot be modified: only an active one of type maintain can.`,
    )
  }
  const { TargetCapacity: total = fleet.target.total, OnDemandTargetCapacity: onDemand } = input
  const policy = input.ExcessCapacityTerminationPolicy
  const modified: FleetRecord = {
    ...fleet,
    configs: input.LaunchTemplateConfigs?.map(toTemplateConfig) ?? fleet.configs,
    context: input.Context ?? fleet.context,
    excessPolicy:
      policy === undefined
        ? fleet.excessPolicy
        : policy === 'noTermination'
          ? 'no-termination'
          : 'termination',
    target: spotTarget({
      TargetCapacity: total,
      OnDemandTargetCapacity: onDemand ?? fleet.target.onDemand,
      TargetCapacityUnitType: fleet.target.unit,
    }),
  }
  poolsOf(ctx, modified, 'spot')
  ctx.db.put(fleets, modified)
  tell(ctx, fleet.id, { type: 'fleet-change', subType: 'modify_succeeded' })
  if (modified.excessPolicy === 'termination') shed(ctx, modified)
  fulfil(ctx, modified)
  return { Return: true }
})
