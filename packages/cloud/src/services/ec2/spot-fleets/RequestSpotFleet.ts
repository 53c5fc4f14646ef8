import type { RequestSpotFleetRequest, RequestSpotFleetResponse } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { poolsOf } from '../fleets/pools.ts'
import { beginFleet } from '../fleets/begin-fleet.ts'
import { readSpotFleet } from './read-config.ts'

/**
 * A fleet of Spot (and On-Demand) Instances from launch specifications or templates, asked for once or kept.
 * @limits 50 specifications; a target of 10,000.
 * @differs There is always capacity: strategies that optimize for it choose by price. Load balancers, capacity
 *   rebalancing and price ceilings are refused; the fleet's role is not looked at.
 */
export const RequestSpotFleet = operation<RequestSpotFleetRequest, RequestSpotFleetResponse>(
  'RequestSpotFleet',
  (ctx, { SpotFleetRequestConfig: config }) => {
    if (!config) {
      throw new AwsError(
        'MissingParameter',
        'The request must contain the parameter SpotFleetRequestConfig',
      )
    }
    const id = `sfr-${ctx.chance.uuid()}`
    const fleet = { id, ...readSpotFleet(ctx, config) }
    poolsOf(ctx, fleet, 'spot')
    beginFleet(ctx, fleet)
    return { SpotFleetRequestId: id }
  },
)
