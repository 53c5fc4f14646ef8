import type { WeekDay } from '@aws-sdk/client-ec2'
import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import type { Tag, Tagged } from '../tag.ts'

export interface EventWindowRecord extends Tagged {
  /** `iew-0…` */
  readonly id: string
  readonly name?: string
  readonly timeRanges?: readonly TimeRange[]
  readonly cron?: string
  readonly instanceIds: readonly string[]
  /** Instances that have one of these tags. */
  readonly instanceTags: readonly Tag[]
  /** Dedicated Hosts. */
  readonly hostIds?: readonly string[]
}

export interface TimeRange {
  readonly startDay: WeekDay
  readonly startHour: number
  readonly endDay: WeekDay
  readonly endHour: number
}

export const eventWindows = collection<EventWindowRecord, 'instance'>({
  name: 'ec2/instance-event-window',
  scope: 'region',
  indexes: { instance: ({ instanceIds }) => instanceIds },
})

export function findEventWindow(ctx: Context, id: string | undefined): EventWindowRecord {
  const found = id === undefined ? undefined : ctx.db.get(eventWindows, id)
  if (found) return found
  throw new AwsError(
    'InvalidInstanceEventWindowId.NotFound',
    `The instance event window ID '${id ?? ''}' does not exist`,
  )
}
