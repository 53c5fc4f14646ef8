import type { AlarmType, HistoryItemType, StateValue } from '@aws-sdk/client-cloudwatch'
import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import type { AlarmRecord, AlarmState } from './alarm.ts'
import { describeAlarm } from './shapes.ts'
import { isoOffset } from './time-text.ts'

/** What happened to an alarm; kept also when the alarm is gone. */
export interface AlarmHistoryRecord {
  /** `<alarm>/<time>/<number>` */
  readonly id: string
  readonly alarm: string
  readonly alarmType: AlarmType
  readonly at: number
  readonly type: HistoryItemType
  readonly summary: string
  /** JSON. */
  readonly data: string
}

export const alarmHistory = collection<AlarmHistoryRecord, 'alarm'>({
  name: 'cloudwatch/alarm-history',
  scope: 'region',
  indexes: { alarm: (item) => item.alarm },
})

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmHistory.html */
const keptMs = 30 * 86_400_000

type Item = Pick<AlarmHistoryRecord, 'type' | 'summary' | 'data'>

/** So many items of an alarm are written between two looks for what is too old. */
const writesPerSweep = 64

/** Writes an item, and now and then drops what of this alarm is too old. */
export function remember(ctx: Context, alarm: AlarmRecord, item: Item): void {
  let number = 0
  while (ctx.db.get(alarmHistory, itemId(alarm, ctx.now, number))) number += 1
  const id = itemId(alarm, ctx.now, number)
  ctx.db.put(alarmHistory, { id, alarm: alarm.id, alarmType: alarm.type, at: ctx.now, ...item })
  if (ctx.db.countBy(alarmHistory, 'alarm', alarm.id) % writesPerSweep === 0) sweep(ctx, alarm)
}

const itemId = ({ id }: AlarmRecord, at: number, number: number): string => `${id}/${at}/${number}`

function sweep(ctx: Context, { id }: AlarmRecord): void {
  const old = ctx.db.by(alarmHistory, 'alarm', id).filter(({ at }) => at < ctx.now - keptMs)
  for (const item of old) ctx.db.delete(alarmHistory, item.id)
}

const configurationKeys = {
  Create: 'createdAlarm',
  Update: 'updatedAlarm',
  Delete: 'deletedAlarm',
} as const

const configurationWords = { Create: 'created', Update: 'updated', Delete: 'deleted' } as const

/** An alarm was made, changed or deleted. */
export function rememberConfiguration(
  ctx: Context,
  alarm: AlarmRecord,
  type: 'Create' | 'Update' | 'Delete',
): void {
  remember(ctx, alarm, {
    type: 'ConfigurationUpdate',
    summary: `Alarm "${alarm.id}" ${configurationWords[type]}`,
    data: JSON.stringify({
      version: '1.0',
      type,
      [configurationKeys[type]]: configurationOf(alarm),
    }),
  })
}

/** Members begin in lower case there, and times are text. */
function configurationOf(alarm: AlarmRecord): object {
  const entries = Object.entries(describeAlarm(alarm)).flatMap(([name, value]) => {
    if (value === undefined) return []
    const key = name === 'OKActions' ? 'okactions' : name.charAt(0).toLowerCase() + name.slice(1)
    return [[key, value instanceof Date ? isoOffset(value.getTime()) : value] as const]
  })
  return Object.fromEntries(entries)
}

/** The alarm went from one state to another. */
export function rememberState(ctx: Context, alarm: AlarmRecord, before: AlarmState): void {
  const { state } = alarm
  remember(ctx, alarm, {
    type: 'StateUpdate',
    summary: `Alarm updated from ${before.value} to ${state.value}`,
    data: `{"version":"1.0","oldState":${stateData(before)},"newState":${stateData(state)}}`,
  })
}

/** The reason's data goes in as it is written: its numbers are doubles. */
function stateData({ value, reason, reasonData }: AlarmState): string {
  const members = [`"stateValue":"${value}"`, `"stateReason":${JSON.stringify(reason)}`]
  if (reasonData !== undefined) {
    const data = isJson(reasonData) ? reasonData : JSON.stringify(reasonData)
    members.push(`"stateReasonData":${data}`)
  }
  return `{${members.join(',')}}`
}

/** What SetAlarmState was given may be any text. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** An action ran, or why it did not. */
export function rememberAction(
  ctx: Context,
  alarm: AlarmRecord,
  action: string,
  error?: string,
): void {
  const failed = error !== undefined
  remember(ctx, alarm, {
    type: 'Action',
    summary: failed
      ? `Failed to execute action ${action}. Received error: "${error}"`
      : `Successfully executed action ${action}`,
    data: JSON.stringify({
      actionState: failed ? 'Failed' : 'Succeeded',
      stateUpdateTimestamp: alarm.state.updatedAt,
      notificationResource: action,
      publishedMessage: null,
      error: error ?? null,
    }),
  })
}

/** Actions that are not run because something holds them back. */
export function rememberSuppressed(
  ctx: Context,
  alarm: AlarmRecord,
  to: StateValue,
  reason: string,
): void {
  remember(ctx, alarm, {
    type: 'Action',
    summary: `Actions suppressed for the transition to ${to}. ${reason}`,
    data: JSON.stringify({
      actionState: 'Suppressed',
      stateUpdateTimestamp: alarm.state.updatedAt,
      reason,
    }),
  })
}
