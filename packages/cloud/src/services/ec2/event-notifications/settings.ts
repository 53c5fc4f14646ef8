import type { InstanceTagNotificationAttribute } from '@aws-sdk/client-ec2'
import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'

/** Which tags of an instance the notices of its scheduled events carry. */
export interface EventNotificationRecord {
  readonly id: 'tags'
  readonly all: boolean
  readonly keys: readonly string[]
}

const notifications = collection<EventNotificationRecord>({
  name: 'ec2/event-notification',
  scope: 'region',
})

export function readNotification(ctx: Context): EventNotificationRecord {
  return ctx.db.get(notifications, 'tags') ?? { id: 'tags', all: false, keys: [] }
}

/** Keeps it; returns it as answers show it. */
export function putNotification(
  ctx: Context,
  record: EventNotificationRecord,
): InstanceTagNotificationAttribute {
  ctx.db.put(notifications, record)
  return describeNotification(record)
}

export function describeNotification({
  all,
  keys,
}: EventNotificationRecord): InstanceTagNotificationAttribute {
  return { InstanceTagKeys: [...keys], IncludeAllTagsOfInstance: all }
}
