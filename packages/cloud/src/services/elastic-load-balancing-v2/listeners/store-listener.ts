import type { Context } from '../../../engine/context.ts'
import { noteCertificates } from '../../iam/server-certificates/certificate-use.ts'
import { targetGroupsOf } from '../rules/rule-action.ts'
import { settleTargets } from '../targets/settle-targets.ts'
import { listeners, type ListenerRecord } from './listener.ts'

/** Puts a listener and all that follows from it: who uses its certificates, what the targets behind it are. */
export function storeListener(ctx: Context, listener: ListenerRecord): void {
  const before = ctx.db.get(listeners, listener.id)
  ctx.db.put(listeners, listener)
  noteCertificates(ctx, listener.id, listener.loadBalancerId, listener.certificates)
  settleTargets(ctx, [
    ...targetGroupsOf(before?.defaultActions ?? []),
    ...targetGroupsOf(listener.defaultActions),
  ])
}
