import type {
  CancelSpotInstanceRequestsRequest,
  CancelSpotInstanceRequestsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findSpotRequest } from './describe-spot-request.ts'
import { spotRequests } from './spot-request.ts'

/** The request goes, its instance stays. */
export const CancelSpotInstanceRequests = operation<
  CancelSpotInstanceRequestsRequest,
  CancelSpotInstanceRequestsResult
>('CancelSpotInstanceRequests', (ctx, input) => {
  const ids = [...new Set(input.SpotInstanceRequestIds)]
  if (ids.length === 0) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain the parameter SpotInstanceRequestId',
    )
  }
  const requests = ids.map((id) => findSpotRequest(ctx, id))
  for (const request of requests) {
    ctx.db.put(spotRequests, { ...request, cancelledAt: request.cancelledAt ?? ctx.now })
  }
  return {
    CancelledSpotInstanceRequests: ids.map((SpotInstanceRequestId) => ({
      SpotInstanceRequestId,
      State: 'cancelled',
    })),
  }
})
