import type { ModifyRuleInput, ModifyRuleOutput } from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation } from '../../../engine/operation.ts'
import { validationError } from '../errors.ts'
import { findListener } from '../listeners/find-listener.ts'
import { findLoadBalancer } from '../load-balancers/find-load-balancer.ts'
import { settleTargets } from '../targets/settle-targets.ts'
import { toRule } from './describe-rule.ts'
import { findOwnRule } from './find-rule.ts'
import { readActions } from './read-actions.ts'
import { readConditions } from './read-conditions.ts'
import { readTransforms } from './read-transforms.ts'
import { targetGroupsOf } from './rule-action.ts'
import { listenerRules, type RuleRecord } from './rule.ts'

/** Changes the conditions, actions or transforms of a rule; what is not named stays. */
export const ModifyRule = operation<ModifyRuleInput, ModifyRuleOutput>(
  'ModifyRule',
  (ctx, input) => {
    const { transforms: present, ...rule } = findOwnRule(ctx, input.RuleArn ?? '', 'modified')
    const { Conditions = [], Actions = [], Transforms = [], ResetTransforms = false } = input
    if (Transforms.length > 0 && ResetTransforms) {
      throw validationError('Transforms cannot be specified when they are reset')
    }
    if (Conditions.length + Actions.length + Transforms.length === 0 && !ResetTransforms) {
      throw validationError('Either conditions or actions must be specified')
    }
    const listener = findListener(ctx, rule.listenerId)
    const balancer = findLoadBalancer(ctx, listener.loadBalancerId)
    const transforms = Transforms.length > 0 ? readTransforms(Transforms) : present
    const changed: RuleRecord = {
      ...rule,
      ...(Conditions.length > 0 && { conditions: readConditions(Conditions) }),
      ...(Actions.length > 0 && {
        actions: readActions(ctx, Actions, { balancer, listener, member: 'actions' }),
      }),
      ...(transforms && !ResetTransforms && { transforms }),
    }
    ctx.db.put(listenerRules, changed)
    settleTargets(ctx, [...targetGroupsOf(rule.actions), ...targetGroupsOf(changed.actions)])
    return { Rules: [toRule(changed)] }
  },
)
