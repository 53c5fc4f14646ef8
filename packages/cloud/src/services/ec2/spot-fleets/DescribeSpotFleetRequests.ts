import type {
  DescribeSpotFleetRequestsRequest,
  DescribeSpotFleetRequestsResponse,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { fleets } from '../fleets/fleet.ts'
import { paginate } from '../paging.ts'
import { findSpotFleet, toSpotFleet } from './find-spot-fleet.ts'

/** Lists Spot Fleet requests with what they asked for and what they have of it. */
export const DescribeSpotFleetRequests = operation<
  DescribeSpotFleetRequestsRequest,
  DescribeSpotFleetRequestsResponse
>('DescribeSpotFleetRequests', (ctx, input) => {
  const ids = input.SpotFleetRequestIds ?? []
  const asked =
    ids.length > 0
      ? [...new Set(ids)].map((id) => findSpotFleet(ctx, id))
      : ctx.db.all(fleets).filter(({ spotFleet }) => spotFleet)
  const page = paginate(ctx, 'DescribeSpotFleetRequests', asked, input, {
    keyOf: ({ id }) => id,
    min: 1,
    max: 1_000,
  })
  return {
    SpotFleetRequestConfigs: page.items.map((fleet) => toSpotFleet(ctx, fleet)),
    NextToken: page.nextToken,
  }
})
