import type { InstanceEventWindow } from '@aws-sdk/client-ec2'
import type { EventWindowRecord } from './event-window.ts'

export function toEventWindow(window: EventWindowRecord): InstanceEventWindow {
  const { instanceIds, instanceTags, hostIds = [] } = window
  const associated = instanceIds.length + instanceTags.length + hostIds.length > 0
  return {
    InstanceEventWindowId: window.id,
    TimeRanges: window.timeRanges?.map(({ startDay, startHour, endDay, endHour }) => ({
      StartWeekDay: startDay,
      StartHour: startHour,
      EndWeekDay: endDay,
      EndHour: endHour,
    })),
    Name: window.name,
    CronExpression: window.cron,
    AssociationTarget: associated
      ? { InstanceIds: [...instanceIds], Tags: [...instanceTags], DedicatedHostIds: [...hostIds] }
      : undefined,
    State: 'active',
    Tags: [...window.tags],
  }
}
