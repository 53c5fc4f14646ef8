import type { DeleteRuleInput } from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation } from '../../../engine/operation.ts'
import { settleTargets } from '../targets/settle-targets.ts'
import { findOwnRule } from './find-rule.ts'
import { targetGroupsOf } from './rule-action.ts'
import { listenerRules } from './rule.ts'

/**
 * Deletes a rule.
 * @limits Not the default one: it goes with its listener.
 */
export const DeleteRule = operation<DeleteRuleInput, object>('DeleteRule', (ctx, { RuleArn }) => {
  const { id, actions } = findOwnRule(ctx, RuleArn ?? '', 'deleted')
  ctx.db.delete(listenerRules, id)
  settleTargets(ctx, targetGroupsOf(actions))
  return {}
})
