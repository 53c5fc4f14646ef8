import type { ModifyFleetRequest, ModifyFleetResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findFleet } from './find-fleet.ts'
import { fleets, type FleetRecord } from './fleet.ts'
import { tell } from './fleet-events.ts'
import { fulfil, shed } from './fulfil.ts'
import { poolsOf } from './pools.ts'
import { readTarget } from './read-target.ts'

/**
 * Changes target and configurations of a fleet that keeps its capacity, which then launches or terminates.
 * @limits Only active fleets of type maintain.
 */
export const ModifyFleet = operation<ModifyFleetRequest, ModifyFleetResult>(
  'ModifyFleet',
  (ctx, input) => {
    const fleet = findFleet(ctx, input.FleetId)
    if (fleet.type !== 'maintain' || fleet.state !== 'active') {
      throw new AwsError(
        'Unsupported',
        `The fleet '${fleet.id}' of type '${fleet.type}' in the state '${fleet.state}' cannot be modified. Only an active fleet of type maintain can.`,
      )
    }
    const asked = input.TargetCapacitySpecification
    const modified: FleetRecord = {
      ...fleet,
      configs: input.LaunchTemplateConfigs ?? fleet.configs,
      excessPolicy: input.ExcessCapacityTerminationPolicy ?? fleet.excessPolicy,
      context: input.Context ?? fleet.context,
      target: asked
        ? readTarget({ DefaultTargetCapacityType: fleet.target.defaultType, ...asked })
        : fleet.target,
    }
    poolsOf(ctx, modified, 'on-demand')
    ctx.db.put(fleets, modified)
    tell(ctx, fleet.id, { type: 'fleet-change', subType: 'modify_succeeded' })
    if (modified.excessPolicy === 'termination') shed(ctx, modified)
    fulfil(ctx, modified)
    return { Return: true }
  },
)
