import type {
  ActivitiesType,
  DescribeScalingActivitiesType,
  Filter,
} from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { validationError } from '../errors.ts'
import { groups } from '../groups/group.ts'
import { pageOf } from '../paging.ts'
import { activities, historyMs, type ActivityRecord } from './activity.ts'
import { describeActivity } from './describe-activity.ts'

/** What happened in the last six weeks, the latest first: to a group, to all, or these. */
export const DescribeScalingActivities = operation<DescribeScalingActivitiesType, ActivitiesType>(
  'DescribeScalingActivities',
  (ctx, input) => {
    const { ActivityIds: ids = [], AutoScalingGroupName: name } = input
    const byArn = name?.split(':autoScalingGroupName/')[1] ?? name
    const group = byArn === undefined ? undefined : ctx.db.get(groups, byArn)
    if (byArn !== undefined && !group && !input.IncludeDeletedGroups) {
      throw validationError(`AutoScalingGroup name not found - AutoScalingGroup ${byArn} not found`)
    }
    const arns = new Set(ctx.db.all(groups).map(({ arn }) => arn))
    const matches = (input.Filters ?? []).map(compile)
    const all =
      group && !input.IncludeDeletedGroups
        ? ctx.db.by(activities, 'group', group.arn)
        : ctx.db.all(activities)
    const wanted = new Set(ids)
    const found = all.filter(
      (activity) =>
        ctx.now - activity.startTime <= historyMs &&
        (byArn === undefined || activity.group === byArn) &&
        (input.IncludeDeletedGroups || arns.has(activity.groupArn)) &&
        (wanted.size === 0 || wanted.has(activity.id)) &&
        matches.every((match) => match(activity)),
    )
    const { items, NextToken } = pageOf(
      found.toReversed(),
      { ...input, MaxRecords: input.MaxRecords ?? 100 },
      ({ id }) => id,
    )
    return {
      Activities: items.map((activity) => describeActivity(activity, !arns.has(activity.groupArn))),
      NextToken,
    }
  },
)

/** https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_DescribeScalingActivities.html */
function compile({
  Name: name = '',
  Values: values = [],
}: Filter): (of: ActivityRecord) => boolean {
  const wanted = new Set(values)
  const limit = Date.parse(values[0] ?? '')
  switch (name) {
    case 'Status':
      return ({ statusCode }) => wanted.has(statusCode)
    case 'StartTimeLowerBound':
      return ({ startTime }) => startTime >= limit
    case 'StartTimeUpperBound':
      return ({ startTime }) => startTime <= limit
    default:
      throw validationError(`Invalid filter name: ${name}`)
  }
}
