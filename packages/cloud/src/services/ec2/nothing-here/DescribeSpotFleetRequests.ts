import type {
  DescribeSpotFleetRequestsRequest,
  DescribeSpotFleetRequestsResponse,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: RequestSpotFleet is refused here, CreateFleet is there.
 * @differs Always empty.
 */
export const DescribeSpotFleetRequests = operation<
  DescribeSpotFleetRequestsRequest,
  DescribeSpotFleetRequestsResponse
>('DescribeSpotFleetRequests', (ctx, input) => ({
  SpotFleetRequestConfigs: listNothing('DescribeSpotFleetRequests', {
    page: { ctx, input, min: 1 },
    ids: input.SpotFleetRequestIds,
    missing: {
      code: 'InvalidSpotFleetRequestId.NotFound',
      message: "The spot fleet request ID '{id}' does not exist",
    },
  }),
}))
