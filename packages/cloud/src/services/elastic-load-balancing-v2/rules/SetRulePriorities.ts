import type {
  SetRulePrioritiesInput,
  SetRulePrioritiesOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation } from '../../../engine/operation.ts'
import { checkRange, validationError } from '../errors.ts'
import { priorityInUse, priorityRange } from './CreateRule.ts'
import { toRule } from './describe-rule.ts'
import { findOwnRule } from './find-rule.ts'
import { listenerRules, rulesOf } from './rule.ts'

/** Gives rules of a listener other priorities, all at once: they may trade places. */
export const SetRulePriorities = operation<SetRulePrioritiesInput, SetRulePrioritiesOutput>(
  'SetRulePriorities',
  (ctx, { RulePriorities = [] }) => {
    const moves = new Map<string, number>()
    const taken = new Set<number>()
    for (const { RuleArn = '', Priority = 0 } of RulePriorities) {
      checkRange(Priority, 'rulePriorities.1.member.priority', priorityRange)
      if (taken.has(Priority)) {
        throw validationError(`Priority '${Priority}' was provided multiple times`)
      }
      if (moves.has(RuleArn)) throw validationError(`Rule '${RuleArn}' was provided multiple times`)
      taken.add(Priority)
      moves.set(RuleArn, Priority)
    }
    const rules = [...moves.keys()].map((arn) => findOwnRule(ctx, arn, 'modified'))
    const listenerIds = new Set(rules.map(({ listenerId }) => listenerId))
    if (listenerIds.size > 1) throw validationError('All rules must belong to the same listener')
    for (const listenerId of listenerIds) {
      const stays = rulesOf(ctx.db, listenerId).find(
        ({ id, priority }) => !moves.has(id) && taken.has(priority),
      )
      if (stays) throw priorityInUse(stays.priority)
    }
    const moved = rules.map((rule) => ({ ...rule, priority: moves.get(rule.id) ?? rule.priority }))
    for (const rule of moved) ctx.db.put(listenerRules, rule)
    return { Rules: moved.map(toRule) }
  },
)
