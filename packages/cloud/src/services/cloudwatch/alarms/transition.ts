import type { Context } from '../../../engine/context.ts'
import { alarms, findAlarm, type AlarmRecord, type AlarmState, type NewState } from './alarm.ts'
import { evaluateComposite } from './composite/evaluate-composite.ts'
import { followSuppressor, suppresses } from './composite/suppression.ts'
import { rememberState } from './history.ts'
import { runActions } from './run-actions.ts'

/** Puts an alarm into a state, with all that follows: history, actions, and the composite alarms above it. */
export function enterAlarmState(ctx: Context, name: string, next: NewState): void {
  const alarm = findAlarm(ctx.db, name)
  if (!alarm) return
  const before = alarm.state
  const turned = before.value !== next.value
  const { value, reason, reasonData } = next
  const state: AlarmState = {
    value,
    reason,
    ...(reasonData !== undefined && { reasonData }),
    updatedAt: ctx.now,
    transitionedAt: turned ? ctx.now : before.transitionedAt,
  }
  const entered: AlarmRecord = { ...alarm, state }
  ctx.db.put(alarms, entered)
  rememberState(ctx, entered, before)
  if (!turned) return
  if (entered.type === 'MetricAlarm' || !suppresses(ctx, entered, before.value)) {
    runActions(ctx, entered)
  }
  for (const { id } of [...ctx.db.by(alarms, 'child', name)]) followChild(ctx, id, entered)
}

function followChild(ctx: Context, id: string, child: AlarmRecord): void {
  const parent = findAlarm(ctx.db, id)
  if (parent?.type !== 'CompositeAlarm') return
  if (parent.suppressor?.alarm === child.id) followSuppressor(ctx, parent, child.state.value)
  if (!parent.children.includes(child.id)) return
  const next = evaluateComposite(ctx.db, parent, child)
  if (next) enterAlarmState(ctx, id, next)
}
