import type { Tag } from '@aws-sdk/client-cloudwatch'
import type { Context } from '../../../engine/context.ts'
import { alarms, findAlarm, type AlarmTags } from './alarm.ts'

/** Tags as they come with a put. */
export function alarmTags(tags: readonly Tag[] | undefined): AlarmTags {
  return (tags ?? []).map(({ Key = '', Value = '' }) => ({ Key, Value }))
}

/** The tags of the alarm that an ARN names, for the tag operations; undefined where it is no alarm of this account and Region. */
export function taggableAlarm(
  ctx: Context,
  arn: string,
): { readonly tags: AlarmTags; put(tags: AlarmTags): void } | undefined {
  const name = arn.split(':').slice(6).join(':')
  const alarm = findAlarm(ctx.db, name)
  if (alarm?.arn !== arn) return undefined
  return { tags: alarm.tags, put: (tags) => ctx.db.put(alarms, { ...alarm, tags }) }
}
