import type { Context } from '../../../engine/context.ts'
import { decide } from './decide.ts'
import type { InstanceRecord } from './instance.ts'

/** Restarts what runs in an instance; throws where it may not be. */
export function reboot(ctx: Context, instance: InstanceRecord): void {
  decide('reboot', instance)
  const { account, region, host } = ctx
  ctx.afterCommit(() => host.rebootGuest({ account, region, instanceId: instance.id }))
}
