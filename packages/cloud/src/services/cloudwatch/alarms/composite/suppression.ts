import type { StateValue } from '@aws-sdk/client-cloudwatch'
import type { Context } from '../../../../engine/context.ts'
import type { TimerHandler } from '../../../../engine/timers.ts'
import { alarms, findAlarm, type CompositeAlarmRecord, type Suppression } from '../alarm.ts'
import { rememberSuppressed } from '../history.ts'
import { runActions } from '../run-actions.ts'

/** A wait or extension period of a composite alarm is over. */
export const suppressionTimer = 'cloudwatch/suppression'

const reasons = {
  Alarm: 'Actions suppressed by the suppressor alarm',
  WaitPeriod: 'Actions suppressed while waiting for the suppressor alarm',
  ExtensionPeriod: 'Actions suppressed for the extension period after the suppressor alarm',
} as const

/**
 * Whether the actions for the state that an alarm has just entered are held back; if so, says so in its record and history.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm_How_To.html#Create_Composite_Alarm_Suppression
 */
export function suppresses(ctx: Context, alarm: CompositeAlarmRecord, from: StateValue): boolean {
  const { suppressor, suppression, state } = alarm
  if (!suppressor) return false
  if (suppression) {
    hold(ctx, alarm, suppression.by, suppression.held?.from ?? from, suppression.since)
    return true
  }
  if (isFiring(ctx, suppressor.alarm)) {
    hold(ctx, alarm, 'Alarm', from)
    return true
  }
  // Only what goes into ALARM waits for the suppressor.
  if (state.value !== 'ALARM' || suppressor.waitSeconds === 0) return false
  hold(ctx, alarm, 'WaitPeriod', from)
  awaitEnd(ctx, alarm, suppressor.waitSeconds)
  return true
}

/** The suppressor alarm has changed its state. */
export function followSuppressor(
  ctx: Context,
  alarm: CompositeAlarmRecord,
  state: StateValue,
): void {
  const { suppressor, suppression } = alarm
  if (!suppressor) return
  if (state === 'ALARM') {
    ctx.timers.cancel(suppressionTimer, alarm.id)
    const { held } = suppression ?? {}
    put(ctx, alarm, { by: 'Alarm', reason: reasons.Alarm, since: ctx.now, ...(held && { held }) })
  } else if (suppression?.by === 'Alarm') {
    if (suppressor.extensionSeconds === 0) release(ctx, alarm)
    else {
      const reason = reasons.ExtensionPeriod
      put(ctx, alarm, { ...suppression, by: 'ExtensionPeriod', reason, since: ctx.now })
      awaitEnd(ctx, alarm, suppressor.extensionSeconds)
    }
  }
}

/** What an alarm's suppressor says of it when both have just been put. */
export function suppressionWhenPut(
  ctx: Context,
  suppressor: CompositeAlarmRecord['suppressor'],
): Suppression | undefined {
  if (!suppressor || !isFiring(ctx, suppressor.alarm)) return undefined
  return { by: 'Alarm', reason: reasons.Alarm, since: ctx.now }
}

export const onSuppressionTimer: TimerHandler = (ctx, { id }) => {
  const alarm = findAlarm(ctx.db, id)
  if (alarm?.type === 'CompositeAlarm' && alarm.suppression) release(ctx, alarm)
}

function isFiring(ctx: Context, name: string): boolean {
  return findAlarm(ctx.db, name)?.state.value === 'ALARM'
}

function hold(
  ctx: Context,
  alarm: CompositeAlarmRecord,
  by: Suppression['by'],
  from: StateValue,
  since = ctx.now,
): void {
  const reason = reasons[by]
  const held = { from, to: alarm.state.value }
  put(ctx, alarm, { by, reason, since, held })
  rememberSuppressed(ctx, alarm, alarm.state.value, reason)
}

/** Nothing holds the actions back any more: those of a state that it was not in before are run now. */
function release(ctx: Context, alarm: CompositeAlarmRecord): void {
  const { suppression, ...rest } = alarm
  ctx.db.put(alarms, rest)
  ctx.timers.cancel(suppressionTimer, alarm.id)
  if (suppression?.held && suppression.held.from !== alarm.state.value) runActions(ctx, rest)
}

function put(ctx: Context, alarm: CompositeAlarmRecord, suppression: Suppression): void {
  ctx.db.put(alarms, { ...alarm, suppression })
}

function awaitEnd(ctx: Context, { id }: CompositeAlarmRecord, seconds: number): void {
  ctx.timers.set({ kind: suppressionTimer, id, at: ctx.now + seconds * 1000 })
}
