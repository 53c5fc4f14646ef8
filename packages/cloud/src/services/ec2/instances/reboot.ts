import type { Context } from '../../../engine/context.ts'
import { mendSystem } from '../../faults/fault.ts'
import { decide } from './decide.ts'
import { instances, type InstanceRecord } from './instance.ts'

/** Restarts what runs in an instance; throws where it may not be. */
export function reboot(ctx: Context, instance: InstanceRecord): void {
  decide('reboot', instance)
  // A boot ends what was wrong with the system.
  if (mendSystem(ctx, instance.id)) {
    ctx.db.put(instances, { ...instance, impairedSince: undefined })
  }
  const { account, region, host } = ctx
  ctx.afterCommit(() => host.rebootGuest({ account, region, instanceId: instance.id }))
}
