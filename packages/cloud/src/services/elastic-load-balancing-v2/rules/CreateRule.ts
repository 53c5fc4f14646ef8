import type { CreateRuleInput, CreateRuleOutput } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { makeArn, newSuffix, pathOf } from '../arns.ts'
import { checkRange, operationNotPermitted } from '../errors.ts'
import { findListener } from '../listeners/find-listener.ts'
import { listeners, type ListenerRecord } from '../listeners/listener.ts'
import { findLoadBalancer } from '../load-balancers/find-load-balancer.ts'
import { withTags } from '../tags/tags.ts'
import { settleTargets } from '../targets/settle-targets.ts'
import { toRule } from './describe-rule.ts'
import { readActions } from './read-actions.ts'
import { readConditions } from './read-conditions.ts'
import { readTransforms } from './read-transforms.ts'
import { targetGroupsOf } from './rule-action.ts'
import { listenerRules, type RuleRecord } from './rule.ts'

export const priorityRange = [1, 50_000] as const

/**
 * Makes a rule of an application load balancer's listener.
 * @limits 100 rules of a balancer; 5 condition values and 6 wildcards in a rule; 5 target groups in a forward action.
 * @differs Actions of the types authenticate-cognito, authenticate-oidc and jwt-validation are refused.
 */
export const CreateRule = operation<CreateRuleInput, CreateRuleOutput>(
  'CreateRule',
  (ctx, input) => {
    const listener = findListener(ctx, input.ListenerArn)
    const balancer = findLoadBalancer(ctx, listener.loadBalancerId)
    if (balancer.type === 'network') {
      throw operationNotPermitted('Rules are unsupported for Network Load Balancer listeners')
    }
    const priority = input.Priority ?? 0
    checkRange(priority, 'priority', priorityRange)
    const conditions = readConditions(input.Conditions)
    const place = { balancer, listener, member: 'actions' } as const
    const actions = readActions(ctx, input.Actions, place)
    const transforms = readTransforms(input.Transforms)
    checkFree(ctx, listener.id, priority)
    checkQuota(ctx, 'rulesPerBalancer', countRules(ctx, listener), 1, balancer.id)
    const rule: RuleRecord = {
      id: makeArn(ctx, 'listener-rule', pathOf(listener.id), newSuffix(ctx)),
      listenerId: listener.id,
      priority,
      conditions,
      actions,
      ...(transforms.length > 0 && { transforms }),
      tags: withTags([], input.Tags),
    }
    ctx.db.put(listenerRules, rule)
    settleTargets(ctx, targetGroupsOf(actions))
    return { Rules: [toRule(rule)] }
  },
)

function checkFree({ db }: Context, listenerId: string, priority: number): void {
  const rules = db.by(listenerRules, 'listener', listenerId)
  if (rules.some((rule) => rule.priority === priority)) throw priorityInUse(priority)
}

export function priorityInUse(priority: number): AwsError {
  return new AwsError('PriorityInUse', `Priority '${priority}' is currently in use`)
}

function countRules({ db }: Context, { loadBalancerId }: ListenerRecord): number {
  return db
    .by(listeners, 'balancer', loadBalancerId)
    .reduce((sum, { id }) => sum + db.countBy(listenerRules, 'listener', id), 0)
}
