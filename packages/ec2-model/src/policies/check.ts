import type { Node } from 'jsonc-parser'
import { checkResource } from './check-resource.ts'
import { membersOf, type DocumentText } from './document-text.ts'
import type { Condition, Policy, Statement } from './policy.ts'
import type { Problem, ProblemKey } from './problem.ts'
import { readBlock, readBoolean, readDate, readNumber } from './values.ts'

/** Where a document is put: `identity` also for boundaries and sessions. */
export type PolicyKind = 'identity' | 'trust' | 'resource'

interface Surroundings {
  readonly kind: PolicyKind
  readonly version: Policy['version']
}

/** What is wrong with a statement whose form is right. */
export function checkStatement(
  { report }: DocumentText,
  node: Node,
  statement: Statement,
  { kind, version }: Surroundings,
  problems: Problem[],
): void {
  const of = (...names: readonly string[]): Node | undefined =>
    membersOf(node).find((member) => names.includes(member.name))?.value
  const add = (...told: Parameters<typeof report>): number => problems.push(report(...told))
  const actions = of('Action', 'NotAction')
  const resources = of('Resource', 'NotResource')
  const principals = of('Principal', 'NotPrincipal')

  if (statement.actions.list.length === 0) add('missing-action', actions ?? node)
  for (const [item, action] of strings(actions)) checkAction(add, item, action)
  if (kind === 'trust') {
    if (!principals) add('missing-principal', node)
    if (resources) add('resource-not-allowed', resources)
    for (const [item, action] of strings(actions)) {
      if (action !== '*' && !action.toLowerCase().startsWith('sts:'))
        add('trust-action', item, { action })
    }
  } else {
    if (kind === 'identity' && principals) add('principal-not-allowed', principals)
    if (kind === 'resource' && !principals) add('missing-principal', node)
    if ((statement.resources?.list.length ?? 0) === 0) add('missing-resource', resources ?? node)
    for (const [item, resource] of strings(resources)) {
      const problem = checkResource(resource)
      if (problem) add(problem.key, item, problem.values)
    }
  }
  const condition = of('Condition')
  for (const each of statement.conditions) {
    const place = condition && valueAt(condition, each)
    const key = wrongValue(each)
    // What cannot be read never matches; IAM refuses dates alone.
    if (key) add(key, place, { key: each.key }, key === 'invalid-date' ? 'error' : 'warning')
    if (each.values.length === 0) add('empty-condition', place, { key: each.key }, 'warning')
  }
  if (version === '2008-10-17' && /\$\{[^}]+\}/.test(JSON.stringify(statement))) {
    add('variable-in-old-version', node, {}, 'warning')
  }
  if (statement.effect === 'Allow' && statement.actions.not && kind === 'identity') {
    add('allow-with-not-action', actions ?? node, {}, 'warning')
  }
  if (passesAnyRole(statement)) add('pass-any-role', resources ?? node, {}, 'warning')
}

type Add = (
  key: ProblemKey,
  node: Node | undefined,
  values?: Readonly<Record<string, string>>,
) => unknown

function checkAction(add: Add, node: Node, action: string): void {
  const [service = '', ...names] = action.split(':')
  if (names.length === 0 && action !== '*') add('action-without-service', node, { action })
  else if (names.length > 1) add('action-colons', node, { action })
  else if (service !== '*' && /[^a-zA-Z0-9\-.]/.test(service)) {
    add('invalid-service', node, { service })
  }
}

function strings(node: Node | undefined): readonly (readonly [Node, string])[] {
  const items = node?.type === 'array' ? (node.children ?? []) : node ? [node] : []
  return items.flatMap((item) =>
    item.type === 'string' ? [[item, String(item.value)] as const] : [],
  )
}

function valueAt(condition: Node, { operator, key }: Condition): Node | undefined {
  const inside = membersOf(condition).find(({ name }) => name === operator)?.value
  return inside && membersOf(inside).find(({ name }) => name === key)?.value
}

/** A value that its operator cannot read; variables stand for themselves. */
function wrongValue({ base, values }: Condition): ProblemKey | undefined {
  const fixed = values.filter((value) => !value.includes('${'))
  const wrong = (read: (text: string) => unknown): boolean =>
    fixed.some((value) => read(value) === undefined)
  if (base.startsWith('Date') && wrong(readDate)) return 'invalid-date'
  if (base.startsWith('Numeric') && wrong(readNumber)) return 'invalid-number'
  if ((base === 'Bool' || base === 'Null') && wrong(readBoolean)) return 'invalid-boolean'
  if (base.endsWith('IpAddress') && wrong(readBlock)) return 'invalid-address'
  return undefined
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-pass-role-with-star-in-resource */
function passesAnyRole({ effect, actions, resources, conditions }: Statement): boolean {
  return (
    effect === 'Allow' &&
    !actions.not &&
    actions.list.some((action) => action.toLowerCase() === 'iam:passrole') &&
    !!resources?.list.includes('*') &&
    conditions.length === 0
  )
}
