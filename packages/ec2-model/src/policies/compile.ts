import { readCondition, type ConditionTest } from './condition.ts'
import type { PatternList, Policy, Principals, Statement } from './policy.ts'
import { matchesArn, readArnPattern } from './resource-pattern.ts'
import { matchesParts, readPattern, resolve, type ContextValues } from './wildcard.ts'

/** What is asked of a policy. */
export interface PolicyRequest {
  /** `ec2:RunInstances` */
  readonly action: string
  /** An ARN; `*` for actions that know no resources. */
  readonly resource: string
  readonly context: ContextValues
  /** Who asks, for policies that name principals. */
  readonly caller?: PolicyCaller
}

/** Who asks, by all the names that a policy may have for it. */
export interface PolicyCaller {
  readonly type: 'AWS' | 'Service' | 'Federated'
  readonly account?: string
  /** Of a role session the session's ARN and its role's. */
  readonly names: readonly string[]
}

/** How a statement concerns a request: by its principals through the account alone, or by name. */
export type Match = 'account' | 'direct'

export interface CompiledStatement {
  readonly statement: Statement
  coversAction(action: string): boolean
  /** Undefined where the statement says nothing about the request. */
  match(request: PolicyRequest): Match | undefined
}

export interface CompiledPolicy {
  readonly policy: Policy
  readonly statements: readonly CompiledStatement[]
}

/** A policy made ready to be asked often. */
export function compilePolicy(policy: Policy): CompiledPolicy {
  const variables = policy.version === '2012-10-17'
  return {
    policy,
    statements: policy.statements.map((statement) => compileStatement(statement, variables)),
  }
}

function compileStatement(statement: Statement, variables: boolean): CompiledStatement {
  const coversAction = compileActions(statement.actions)
  const coversResource = compileResources(statement.resources, variables)
  const conditions: readonly ConditionTest[] = statement.conditions.map((condition) =>
    readCondition(condition, variables),
  )
  return {
    statement,
    coversAction,
    match(request) {
      const { action, resource, context } = request
      if (!coversAction(action) || !coversResource(resource, context)) return undefined
      const match = statement.principals
        ? matchCaller(statement.principals, request.caller)
        : 'direct'
      return match && conditions.every((isMet) => isMet(context)) ? match : undefined
    },
  }
}

/** Actions are compared without regard to case. */
function compileActions({ not, list }: PatternList): (action: string) => boolean {
  const patterns = list.map((text) => readActionPattern(text))
  return (action) => {
    const lower = action.toLowerCase()
    return patterns.some((covers) => covers(lower)) !== not
  }
}

function readActionPattern(text: string): (lower: string) => boolean {
  const pattern = text.toLowerCase()
  if (!/[*?]/.test(pattern)) return (lower) => lower === pattern
  const parts = resolve(readPattern(pattern, false), new Map()) ?? []
  return (lower) => matchesParts(parts, lower)
}

/** Whether a pattern of actions (`ec2:Describe*`) covers an action. */
export function coversAction(pattern: string, action: string): boolean {
  return readActionPattern(pattern)(action.toLowerCase())
}

function compileResources(
  resources: PatternList | undefined,
  variables: boolean,
): (resource: string, context: ContextValues) => boolean {
  if (!resources) return () => true
  const patterns = resources.list.map((text) => readArnPattern(text, variables))
  return (resource, context) => {
    const results = patterns.map((pattern) => matchesArn(pattern, resource, context))
    if (results.includes(true)) return !resources.not
    return resources.not && !results.includes(undefined)
  }
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
function matchCaller(principals: Principals, caller: PolicyCaller | undefined): Match | undefined {
  const match = caller && namedIn(principals, caller)
  if (!principals.not) return match
  return match ? undefined : 'direct'
}

function namedIn({ everyone, byType }: Principals, caller: PolicyCaller): Match | undefined {
  if (everyone) return 'direct'
  const names = byType[caller.type] ?? []
  if (caller.type !== 'AWS') {
    return names.some((name) => name === '*' || caller.names.includes(name)) ? 'direct' : undefined
  }
  if (names.some((name) => name === '*' || caller.names.includes(name))) return 'direct'
  const whole = [caller.account ?? '', `arn:aws:iam::${caller.account}:root`]
  return names.some((name) => whole.includes(name)) ? 'account' : undefined
}
