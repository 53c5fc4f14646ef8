import type { Context } from '../../../engine/context.ts'
import { noteCertificates } from '../../iam/server-certificates/certificate-use.ts'
import { targetGroupsOf } from '../rules/rule-action.ts'
import { listenerRules } from '../rules/rule.ts'
import { settleTargets } from '../targets/settle-targets.ts'
import { listeners, type ListenerRecord } from './listener.ts'

/** Takes a listener away with its rules; target groups that nobody forwards to any more are unused. */
export function removeListener(ctx: Context, listener: ListenerRecord): void {
  const rules = ctx.db.by(listenerRules, 'listener', listener.id)
  for (const { id } of rules) ctx.db.delete(listenerRules, id)
  noteCertificates(ctx, listener.id, listener.loadBalancerId, [])
  ctx.db.delete(listeners, listener.id)
  settleTargets(ctx, [
    ...targetGroupsOf(listener.defaultActions),
    ...rules.flatMap(({ actions }) => targetGroupsOf(actions)),
  ])
}
