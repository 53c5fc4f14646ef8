import type { ScheduledUpdateGroupAction } from '@aws-sdk/client-auto-scaling'
import type { ScheduledActionRecord } from './scheduled-action.ts'

/** `StartTime` is when it runs next; `Time` is its old name. */
export function describeAction(action: ScheduledActionRecord): ScheduledUpdateGroupAction {
  const next = new Date(action.nextTime)
  return {
    AutoScalingGroupName: action.group,
    ScheduledActionName: action.name,
    ScheduledActionARN: action.arn,
    Time: next,
    StartTime: next,
    EndTime: action.endTime === undefined ? undefined : new Date(action.endTime),
    Recurrence: action.recurrence,
    MinSize: action.minSize,
    MaxSize: action.maxSize,
    DesiredCapacity: action.desiredCapacity,
    TimeZone: action.timeZone,
  }
}
