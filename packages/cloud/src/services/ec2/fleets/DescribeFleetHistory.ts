import type { DescribeFleetHistoryRequest, DescribeFleetHistoryResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { paginate } from '../paging.ts'
import { findFleet } from './find-fleet.ts'
import { fleetEvents } from './fleet.ts'

/** What happened to a fleet since a time, of all kinds or of one. */
export const DescribeFleetHistory = operation<
  DescribeFleetHistoryRequest,
  DescribeFleetHistoryResult
>('DescribeFleetHistory', (ctx, input) => {
  const fleet = findFleet(ctx, input.FleetId)
  const { StartTime, EventType: kind } = input
  if (!StartTime) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter StartTime')
  }
  const found = ctx.db
    .by(fleetEvents, 'fleet', fleet.id)
    .filter(({ time, type }) => time >= StartTime.getTime() && (!kind || type === kind))
  const page = paginate(ctx, 'DescribeFleetHistory', found, input, {
    keyOf: ({ id }) => id,
    min: 1,
  })
  return {
    FleetId: fleet.id,
    StartTime,
    LastEvaluatedTime: new Date(ctx.now),
    HistoryRecords: page.items.map(({ time, type, subType, description, instanceId }) => ({
      EventType: type,
      Timestamp: new Date(time),
      EventInformation: {
        EventSubType: subType,
        EventDescription: description,
        InstanceId: instanceId,
      },
    })),
    NextToken: page.nextToken,
  }
})
