/** IAM policy documents: read with the place of every problem, made ready, and matched. Pure. */
export type { PolicyKind } from './check.ts'
export {
  compilePolicy,
  coversAction,
  type CompiledPolicy,
  type CompiledStatement,
  type Match,
  type PolicyCaller,
  type PolicyRequest,
} from './compile.ts'
export { parsePolicy, type ParsedPolicy } from './parse.ts'
export {
  baseOperators,
  principalTypes,
  readOperator,
  type Condition,
  type PatternList,
  type Policy,
  type Principals,
  type Statement,
} from './policy.ts'
export { problemKeys, type Place, type Problem, type ProblemKey } from './problem.ts'
export { matchesArn, readArnPattern } from './resource-pattern.ts'
export type { ContextValues } from './wildcard.ts'
