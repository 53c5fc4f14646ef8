import type { ReadRecords } from '../../../../engine/collection.ts'
import { findAlarm, type AlarmRecord, type CompositeAlarmRecord, type NewState } from '../alarm.ts'
import { isoOffset } from '../time-text.ts'
import { holds, parseRule } from '@brume/ec2-model'

/** The state that a composite alarm's rule gives it. */
export function ruleState(
  db: Pick<ReadRecords, 'get'>,
  { rule }: Pick<CompositeAlarmRecord, 'rule'>,
): 'ALARM' | 'OK' {
  return holds(parseRule(rule), (name) => findAlarm(db, name)?.state.value) ? 'ALARM' : 'OK'
}

/** The state that an alarm below brings a composite alarm into; undefined where it stays. */
export function evaluateComposite(
  db: Pick<ReadRecords, 'get'>,
  alarm: CompositeAlarmRecord,
  child: AlarmRecord,
): NewState | undefined {
  const value = ruleState(db, alarm)
  if (value === alarm.state.value) return undefined
  const { state } = child
  return {
    value,
    reason: `${child.arn} transitioned to ${state.value} at ${longTime(state.transitionedAt)}`,
    reasonData: JSON.stringify({
      triggeringAlarms: [
        {
          arn: child.arn,
          state: { value: state.value, timestamp: isoOffset(state.transitionedAt) },
        },
      ],
    }),
  }
}

/** The state of a composite alarm that was just put. */
export function stateWhenPut(
  db: Pick<ReadRecords, 'get'>,
  alarm: CompositeAlarmRecord,
  what: 'created' | 'updated',
): NewState | undefined {
  const value = ruleState(db, alarm)
  if (value === alarm.state.value) return undefined
  return { value, reason: `${alarm.arn} was ${what} and its alarm rule evaluates to ${value}` }
}

const dateText = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'long',
  day: '2-digit',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** `Saturday 21 November, 2026 10:00:00 UTC` */
function longTime(atMs: number): string {
  const parts = Object.fromEntries(
    dateText.formatToParts(atMs).map(({ type, value }) => [type, value]),
  )
  const { weekday, day, month, year, hour, minute, second } = parts
  return `${weekday} ${day} ${month}, ${year} ${hour}:${minute}:${second} UTC`
}
