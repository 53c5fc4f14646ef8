import type {
  DescribeSpotFleetRequestHistoryRequest,
  DescribeSpotFleetRequestHistoryResponse,
  EventType,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { fleetEvents } from '../fleets/fleet.ts'
import { paginate } from '../paging.ts'
import { findSpotFleet } from './find-spot-fleet.ts'

const kinds = {
  'fleet-change': 'fleetRequestChange',
  'instance-change': 'instanceChange',
  'service-error': 'error',
} as const satisfies Record<string, EventType>

/** What happened to a Spot Fleet since a time, of all kinds or of one. */
export const DescribeSpotFleetRequestHistory = operation<
  DescribeSpotFleetRequestHistoryRequest,
  DescribeSpotFleetRequestHistoryResponse
>('DescribeSpotFleetRequestHistory', (ctx, input) => {
  const fleet = findSpotFleet(ctx, input.SpotFleetRequestId)
  const { StartTime, EventType: kind } = input
  if (!StartTime) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter StartTime')
  }
  const found = ctx.db
    .by(fleetEvents, 'fleet', fleet.id)
    .filter(({ time, type }) => time >= StartTime.getTime() && (!kind || kinds[type] === kind))
  const page = paginate(ctx, 'DescribeSpotFleetRequestHistory', found, input, {
    keyOf: ({ id }) => id,
    min: 1,
    max: 1_000,
  })
  return {
    SpotFleetRequestId: fleet.id,
    StartTime,
    LastEvaluatedTime: new Date(ctx.now),
    HistoryRecords: page.items.map(({ type, time, subType, description, instanceId }) => ({
      EventType: kinds[type],
      Timestamp: new Date(time),
      EventInformation: {
        EventSubType: subType.replace(/^deleted/, 'cancelled'),
        EventDescription: description,
        InstanceId: instanceId,
      },
    })),
    NextToken: page.nextToken,
  }
})
