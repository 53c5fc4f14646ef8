import type {
  DescribeSpotFleetInstancesRequest,
  DescribeSpotFleetInstancesResponse,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { instancesOf } from '../fleets/find-fleet.ts'
import { paginate } from '../paging.ts'
import { findSpotFleet } from './find-spot-fleet.ts'

/** The instances of a Spot Fleet that are not on their way out. */
export const DescribeSpotFleetInstances = operation<
  DescribeSpotFleetInstancesRequest,
  DescribeSpotFleetInstancesResponse
>('DescribeSpotFleetInstances', (ctx, input) => {
  const fleet = findSpotFleet(ctx, input.SpotFleetRequestId)
  const page = paginate(ctx, 'DescribeSpotFleetInstances', instancesOf(ctx, fleet), input, {
    keyOf: ({ id }) => id,
    min: 1,
    max: 1_000,
  })
  return {
    SpotFleetRequestId: fleet.id,
    ActiveInstances: page.items.map(({ id, instanceType, spot, impairedSince }) => ({
      InstanceId: id,
      InstanceType: instanceType,
      SpotInstanceRequestId: spot?.requestId,
      InstanceHealth: impairedSince === undefined ? 'healthy' : 'unhealthy',
    })),
    NextToken: page.nextToken,
  }
})
