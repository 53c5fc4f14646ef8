import type { Context } from '../../../engine/context.ts'
import { alarms, findAlarm } from './alarm.ts'
import { rememberConfiguration } from './history.ts'

/** Lets alarms act or keeps them from it; names that are none are ignored, as by AWS. */
export function switchActions(
  ctx: Context,
  names: readonly string[] | undefined,
  actionsEnabled: boolean,
): void {
  for (const name of names ?? []) {
    const alarm = findAlarm(ctx.db, name)
    if (!alarm || alarm.actionsEnabled === actionsEnabled) continue
    const switched = { ...alarm, actionsEnabled, configuredAt: ctx.now }
    ctx.db.put(alarms, switched)
    rememberConfiguration(ctx, switched, 'Update')
  }
}
