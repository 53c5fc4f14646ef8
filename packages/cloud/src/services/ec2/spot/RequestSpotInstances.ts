import type { RequestSpotInstancesRequest, RequestSpotInstancesResult } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { checkVcpus } from '../instances/check-vcpus.ts'
import { resolveLaunchImage } from '../instances/launch/launch-image.ts'
import { defaultType, resolveLaunchType } from '../instances/launch/launch-type.ts'
import { readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'
import { readSpecification } from './read-specification.ts'
import { toSpotRequest } from './describe-spot-request.ts'
import {
  checkBehavior,
  checkMaxPrice,
  newSpotRequestId,
  spotRequests,
  spotRequestTimer,
  type SpotRequestRecord,
} from './spot-request.ts'

const maxCount = 1_000

/** From the request until it is fulfilled. */
const evaluationMs = 5_000

/**
 * Asks for Spot Instances, once or again and again; each request waits for its time, its price and capacity.
 * @limits 1,000 instances a call, within the quota of Spot vCPUs.
 * @differs There is capacity but in the five minutes after an interruption; prices are drawn, not AWS's.
 */
export const RequestSpotInstances = operation<
  RequestSpotInstancesRequest,
  RequestSpotInstancesResult
>('RequestSpotInstances', (ctx, input) => {
  refuseMembers('RequestSpotInstances', input, [
    'AvailabilityZoneGroup',
    'LaunchGroup',
    'BlockDurationMinutes',
  ])
  const count = input.InstanceCount ?? 1
  if (count < 1 || count > maxCount) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${count}) for parameter instanceCount is invalid. It must be between 1 and ${maxCount}.`,
    )
  }
  const tags = readTagSpecifications(input.TagSpecifications, ['spot-instances-request'])
  const asked = readRequest(ctx, input)
  const { InstanceType: instanceType = defaultType, Placement: place } = asked.launch
  checkVcpus(ctx, { instanceType, isSpot: true, tenancy: place?.Tenancy ?? 'default' }, count)
  const made = Array.from({ length: count }, () => {
    const request: SpotRequestRecord = {
      ...asked,
      id: newSpotRequestId(ctx),
      tags: tags('spot-instances-request'),
    }
    ctx.db.put(spotRequests, request)
    const at = ctx.now + evaluationMs
    ctx.timers.set({ kind: spotRequestTimer, id: request.id, at, transition: true })
    return request
  })
  return { SpotInstanceRequests: made.map((request) => toSpotRequest(ctx, request)) }
})

function readRequest(
  ctx: Context,
  input: RequestSpotInstancesRequest,
): Omit<SpotRequestRecord, 'id' | 'tags'> {
  const type = input.Type ?? 'one-time'
  const interruptionBehavior = input.InstanceInterruptionBehavior ?? 'terminate'
  checkBehavior(type, interruptionBehavior)
  checkMaxPrice(input.SpotPrice)
  const [validFrom, validUntil] = [input.ValidFrom?.getTime(), input.ValidUntil?.getTime()]
  if (validUntil !== undefined && validUntil <= Math.max(ctx.now, validFrom ?? 0)) {
    throw new AwsError(
      'InvalidTime',
      'The specified valid until time must be in the future and after the valid from time.',
    )
  }
  if (!input.LaunchSpecification) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain the parameter LaunchSpecification',
    )
  }
  const launch = readSpecification('RequestSpotInstances', input.LaunchSpecification)
  // What can never be launched is refused; the rest is told by the request's status.
  resolveLaunchType(ctx.region, launch, resolveLaunchImage(ctx, launch).image)
  return {
    createTime: ctx.now,
    wish: { type, interruptionBehavior, maxPrice: input.SpotPrice },
    state: 'open',
    status: 'pending-evaluation',
    statusTime: ctx.now,
    launch,
    validFrom,
    validUntil,
  }
}
