import { parsePolicy, type PolicyKind, type Problem } from '@brume/ec2-model/policies'
import type { Translate } from '../../i18n/index.ts'

/** What is wrong with a document, in words, and where. */
export interface PolicyProblem {
  readonly severity: 'error' | 'warning'
  readonly message: string
  /** Both from 1. */
  readonly line: number
  readonly column: number
}

/** Everything that IAM would refuse about a document, and what it would take but hardly anybody means. */
export function findProblems(
  text: string,
  kind: PolicyKind,
  t: Translate,
): readonly PolicyProblem[] {
  const found = parsePolicy(text, kind).problems.map((problem): PolicyProblem => ({
    severity: problem.severity,
    message: describe(problem, t),
    line: problem.place.line,
    column: problem.place.column,
  }))
  // where JSON breaks off, several things are missing at one place
  return [
    ...new Map(found.map((one) => [`${one.line}:${one.column} ${one.message}`, one])).values(),
  ]
}

function describe({ key, values }: Problem, t: Translate): string {
  return t(`problem.${key}`, { ...none, ...values })
}

/** So that a text never fails for a value that the grammar leaves out. */
const none = {
  element: '',
  value: '',
  operator: '',
  type: '',
  key: '',
  sid: '',
  action: '',
  service: '',
}
