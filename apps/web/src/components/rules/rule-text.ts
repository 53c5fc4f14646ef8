import type { Key, Translate } from '../../i18n/index.ts'
import type { RuleProblem } from '../../lib/security-rules.ts'

const texts = {
  protocol: 'rules.problem.protocol',
  ports: 'rules.problem.ports',
  icmp: 'rules.problem.icmp',
  sourceEmpty: 'rules.problem.sourceEmpty',
  twice: 'rules.problem.twice',
  description: 'rules.problem.description',
} as const satisfies Record<Exclude<RuleProblem['reason'], 'source'>, Key>

/** What is wrong with a rule, for the reader. */
export function describeRuleProblem(problem: RuleProblem, t: Translate): string {
  if (problem.reason === 'source')
    return t('rules.problem.source', { source: problem.source ?? '' })
  return t(texts[problem.reason])
}
