import type { DescribeFleetsRequest, DescribeFleetsResult, FleetData } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters, type FilterFields } from '../filters.ts'
import { paginate } from '../paging.ts'
import { toFleet } from './describe-fleet.ts'
import { findFleet } from './find-fleet.ts'
import { fleets } from './fleet.ts'

/**
 * Lists fleets with their target and what they have of it. Instant fleets are described only when they are
 * named.
 */
export const DescribeFleets = operation<DescribeFleetsRequest, DescribeFleetsResult>(
  'DescribeFleets',
  (ctx, input) => {
    const ids = input.FleetIds ?? []
    const asked =
      ids.length > 0
        ? [...new Set(ids)].map((id) => findFleet(ctx, id))
        : ctx.db.all(fleets).filter(({ type, spotFleet }) => type !== 'instant' && !spotFleet)
    const found = asked
      .map((fleet) => toFleet(ctx, fleet))
      .filter(compileFilters('DescribeFleets', input.Filters, fleetFilters))
    const page = paginate(ctx, 'DescribeFleets', found, input, {
      keyOf: ({ FleetId }) => FleetId ?? '',
      min: 1,
    })
    return { Fleets: [...page.items], NextToken: page.nextToken }
  },
)

const fleetFilters: FilterFields<FleetData> = {
  fields: {
    'activity-status': ({ ActivityStatus }) => ActivityStatus,
    'excess-capacity-termination-policy': (fleet) => fleet.ExcessCapacityTerminationPolicy,
    'fleet-state': ({ FleetState }) => FleetState,
    'replace-unhealthy-instances': ({ ReplaceUnhealthyInstances }) => ReplaceUnhealthyInstances,
    type: ({ Type }) => Type,
  },
}
