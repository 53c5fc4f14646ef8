import type { InstanceMonitoring } from '@aws-sdk/client-ec2'
import { delays } from '@brume/ec2-model'
import type { Context } from '../../../engine/context.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import { decide } from './decide.ts'
import { findInstances } from './find-instances.ts'
import { instances } from './instance.ts'

export const monitoringTimer = 'ec2/monitoring-settled'

/** Switches detailed monitoring; it takes a moment to be so. */
export function switchMonitoring(
  ctx: Context,
  ids: readonly string[] | undefined,
  on: boolean,
): InstanceMonitoring[] {
  return findInstances(ctx.db, ids).map((instance) => {
    decide('monitor', instance)
    const already = instance.monitoring === (on ? 'enabled' : 'disabled')
    const monitoring = already ? instance.monitoring : on ? 'pending' : 'disabling'
    if (!already) {
      ctx.db.put(instances, { ...instance, monitoring })
      ctx.timers.set({
        kind: monitoringTimer,
        id: instance.id,
        at: ctx.now + delays.monitoringPendingMs,
        transition: true,
      })
    }
    return { InstanceId: instance.id, Monitoring: { State: monitoring } }
  })
}

export const onMonitoringTimer: TimerHandler = (ctx, { id }) => {
  const instance = ctx.db.get(instances, id)
  if (instance?.monitoring === 'pending') {
    ctx.db.put(instances, { ...instance, monitoring: 'enabled' })
  } else if (instance?.monitoring === 'disabling') {
    ctx.db.put(instances, { ...instance, monitoring: 'disabled' })
  }
}
