import type { Activity } from '@aws-sdk/client-auto-scaling'
import type { ActivityRecord } from './activity.ts'

export function describeActivity(activity: ActivityRecord, deleted = false): Activity {
  return {
    ActivityId: activity.id,
    AutoScalingGroupName: activity.group,
    Description: activity.description,
    Cause: activity.cause,
    StartTime: new Date(activity.startTime),
    EndTime: activity.endTime === undefined ? undefined : new Date(activity.endTime),
    StatusCode: activity.statusCode,
    StatusMessage: activity.statusMessage,
    Progress: activity.progress,
    Details: activity.details,
    AutoScalingGroupARN: activity.groupArn,
    AutoScalingGroupState: deleted ? 'Deleted' : undefined,
  }
}

/** As they began. */
export function describeActivities(all: readonly ActivityRecord[]): Activity[] {
  return all.map((activity) => describeActivity(activity))
}
