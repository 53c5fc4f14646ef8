import { collection } from '../../../engine/collection.ts'

/** What a group is to be at a time, or again and again. Times in ms of the account. */
export interface ScheduledActionRecord {
  /** `<group>/<name>` */
  readonly id: string
  readonly arn: string
  readonly group: string
  readonly name: string
  readonly minSize?: number
  readonly maxSize?: number
  readonly desiredCapacity?: number
  /** Five fields of cron. */
  readonly recurrence?: string
  /** Of the recurrence: an IANA name; UTC where none is said. */
  readonly timeZone?: string
  /** After which it recurs no more. */
  readonly endTime?: number
  /** When it runs next. */
  readonly nextTime: number
}

export const scheduledActions = collection<ScheduledActionRecord, 'group'>({
  name: 'auto-scaling/scheduled-action',
  scope: 'region',
  indexes: { group: ({ group }) => group },
})

/** An action is due. */
export const scheduledActionTimer = 'auto-scaling/scheduled-action'

export function actionId(group: string, name: string): string {
  return `${group}/${name}`
}
