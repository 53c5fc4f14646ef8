import type {
  DescribeRulesInput,
  DescribeRulesOutput,
  Rule,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { validationError } from '../errors.ts'
import { findListener } from '../listeners/find-listener.ts'
import { listeners } from '../listeners/listener.ts'
import { pageOf } from '../paging.ts'
import { toDefaultRule, toRule } from './describe-rule.ts'
import { ruleNotFound } from './find-rule.ts'
import { listenerRules, rulesOf } from './rule.ts'

/** Lists rules: those of a listener in the order in which they are asked, or those of these ARNs. */
export const DescribeRules = operation<DescribeRulesInput, DescribeRulesOutput>(
  'DescribeRules',
  (ctx, input) => {
    const { items, NextMarker } = pageOf(find(ctx, input), input, ({ RuleArn = '' }) => RuleArn)
    return { Rules: [...items], NextMarker }
  },
)

function find(ctx: Context, { ListenerArn, RuleArns = [] }: DescribeRulesInput): readonly Rule[] {
  if (ListenerArn === undefined && RuleArns.length === 0) {
    throw validationError('You must specify either listener rule ARNs or a listener ARN')
  }
  if (ListenerArn !== undefined && RuleArns.length > 0) {
    throw validationError(
      'Listener rule ARNs and a listener ARN cannot be specified at the same time',
    )
  }
  if (ListenerArn !== undefined) {
    const listener = findListener(ctx, ListenerArn)
    return [...rulesOf(ctx.db, listener.id).map(toRule), toDefaultRule(listener)]
  }
  return [...new Set(RuleArns)].map((arn) => findRule(ctx, arn))
}

function findRule({ db }: Context, arn: string): Rule {
  const rule = db.get(listenerRules, arn)
  if (rule) return toRule(rule)
  const [listener] = db.by(listeners, 'defaultRule', arn)
  if (!listener) throw ruleNotFound()
  return toDefaultRule(listener)
}
