import { malformedPolicy } from '../errors.ts'

/** A policy document as far as Brume reads it; the text itself is what is kept and given back. */
export interface PolicyDocument {
  readonly statements: readonly Statement[]
}

export interface Statement {
  readonly effect: 'Allow' | 'Deny'
  readonly actions: readonly string[]
  readonly notActions: readonly string[]
  readonly resources: readonly string[]
  readonly services: readonly string[]
}

/** Parses and checks a document as IAM does on writing; throws `MalformedPolicyDocument`. `trust`: a role's trust policy. */
export function parsePolicy(text: string, kind: 'identity' | 'trust'): PolicyDocument {
  const root = parseJson(text)
  if (!isObject(root)) throw malformedPolicy('Syntax errors in policy.')
  const version = root['Version']
  if (version !== undefined && version !== '2012-10-17' && version !== '2008-10-17') {
    throw malformedPolicy('The policy must contain a valid version string')
  }
  const raw = root['Statement']
  const list: unknown[] = Array.isArray(raw) ? raw : raw === undefined ? [] : [raw]
  if (list.length === 0) throw malformedPolicy('Syntax errors in policy.')
  return { statements: list.map((statement) => parseStatement(statement, kind)) }
}

function parseStatement(raw: unknown, kind: 'identity' | 'trust'): Statement {
  if (!isObject(raw)) throw malformedPolicy('Syntax errors in policy.')
  const effect = raw['Effect']
  if (effect !== 'Allow' && effect !== 'Deny') throw malformedPolicy('Syntax errors in policy.')
  const actions = strings(raw['Action'])
  const notActions = strings(raw['NotAction'])
  if (actions.length + notActions.length === 0) {
    throw malformedPolicy('Policy statement must contain actions.')
  }
  for (const action of [...actions, ...notActions]) {
    if (action !== '*' && !/^[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+$/.test(action)) {
      throw malformedPolicy(
        action.includes(':')
          ? 'The policy failed legacy parsing'
          : 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
      )
    }
  }
  const resources = [...strings(raw['Resource']), ...strings(raw['NotResource'])]
  const principal = raw['Principal'] ?? raw['NotPrincipal']
  if (kind === 'identity') {
    if (principal !== undefined)
      throw malformedPolicy('Policy document should not specify a principal.')
    if (resources.length === 0) throw malformedPolicy('Policy statement must contain resources.')
  } else {
    if (principal === undefined) throw malformedPolicy('Missing required field Principal')
    if (resources.length > 0) throw malformedPolicy('Has prohibited field Resource')
    if (actions.some((action) => action !== '*' && !action.startsWith('sts:'))) {
      throw malformedPolicy('AssumeRole policy may only specify STS AssumeRole actions.')
    }
  }
  const services = isObject(principal) ? strings(principal['Service']) : []
  return { effect, actions, notActions, resources, services }
}

/** Whether the statements allow an action on every resource: an explicit deny wins. Conditions are not judged. */
export function allows(documents: readonly PolicyDocument[], action: string): boolean {
  const matching = documents
    .flatMap((document) => document.statements)
    .filter((statement) => covers(statement, action))
  return (
    matching.some((statement) => statement.effect === 'Allow') &&
    !matching.some((statement) => statement.effect === 'Deny')
  )
}

function covers(statement: Statement, action: string): boolean {
  if (statement.actions.some((pattern) => matches(pattern, action))) return true
  return (
    statement.notActions.length > 0 &&
    !statement.notActions.some((pattern) => matches(pattern, action))
  )
}

function matches(pattern: string, action: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i').test(action)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw malformedPolicy('Syntax errors in policy.')
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function strings(value: unknown): string[] {
  if (value === undefined) return []
  const list: unknown[] = Array.isArray(value) ? value : [value]
  return list.map((item) => {
    if (typeof item !== 'string') throw malformedPolicy('Syntax errors in policy.')
    return item
  })
}
