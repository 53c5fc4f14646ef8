import type {
  CancelSpotInstanceRequestsRequest,
  CancelSpotInstanceRequestsResult,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findSpotRequest } from './describe-spot-request.ts'
import { putStatus, spotRequestTimer, type SpotRequestRecord } from './spot-request.ts'

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
  for (const request of requests) cancel(ctx, request)
  return {
    CancelledSpotInstanceRequests: ids.map((SpotInstanceRequestId) => ({
      SpotInstanceRequestId,
      State: 'cancelled',
    })),
  }
})

function cancel(ctx: Context, request: SpotRequestRecord): void {
  ctx.timers.cancel(spotRequestTimer, request.id)
  if (request.state === 'active' || request.state === 'disabled') {
    putStatus(ctx, request, 'cancelled', 'request-canceled-and-instance-running')
  } else if (request.state === 'open') {
    putStatus(ctx, request, 'cancelled', 'canceled-before-fulfillment')
  } else if (request.state !== 'cancelled') putStatus(ctx, request, 'cancelled', request.status)
}
