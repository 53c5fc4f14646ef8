import { activities } from '../activities/activity.ts'
import type { MemberRecord } from '../instances/member.ts'
import type { Pass } from '../reconcile/pass.ts'
import { keepNotice, notifications } from './notice.ts'

/** https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_DescribeAutoScalingNotificationTypes.html */
export const notificationTypes = [
  'autoscaling:EC2_INSTANCE_LAUNCH',
  'autoscaling:EC2_INSTANCE_LAUNCH_ERROR',
  'autoscaling:EC2_INSTANCE_TERMINATE',
  'autoscaling:EC2_INSTANCE_TERMINATE_ERROR',
  'autoscaling:TEST_NOTIFICATION',
] as const

/** Keeps what the group's topics would have been told of an activity. */
export function notify(
  { ctx, group }: Pass,
  type: (typeof notificationTypes)[number],
  member: Pick<MemberRecord, 'id'> | undefined,
  activityId: string | undefined,
): void {
  if (ctx.db.countBy(notifications, 'group', group.id) === 0) return
  const activity = activityId === undefined ? undefined : ctx.db.get(activities, activityId)
  for (const { type: wanted, topic } of ctx.db.by(notifications, 'group', group.id)) {
    if (wanted !== type) continue
    keepNotice(ctx, group, topic, type, {
      ActivityId: activity?.id,
      Description: activity?.description,
      Cause: activity?.cause,
      StartTime: activity && new Date(activity.startTime).toISOString(),
      EndTime: activity?.endTime && new Date(activity.endTime).toISOString(),
      StatusCode: 'InProgress',
      StatusMessage: activity?.statusMessage ?? '',
      Progress: 50,
      EC2InstanceId: member?.id ?? '',
      Details: activity ? (JSON.parse(activity.details) as unknown) : {},
    })
  }
}
