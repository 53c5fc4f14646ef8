import type { Node } from 'jsonc-parser'
import { membersOf, type DocumentText } from './document-text.ts'
import {
  principalTypes,
  readOperator,
  type Condition,
  type PatternList,
  type Principals,
  type PrincipalType,
  type Statement,
} from './policy.ts'
import type { Problem } from './problem.ts'

/** A statement as far as its form can be read; what is wrong with that joins the problems. */
export function parseStatement(
  document: DocumentText,
  node: Node,
  index: number,
  problems: Problem[],
): Statement {
  const { report } = document
  const of = (name: string): Node | undefined =>
    membersOf(node).find((member) => member.name === name)?.value
  const sid = of('Sid')
  if (sid && sid.type !== 'string') problems.push(report('wrong-type', sid, { element: 'Sid' }))
  for (const name of ['Action', 'Resource', 'Principal']) {
    if (of(name) && of(`Not${name}`))
      problems.push(report('both-elements', of(`Not${name}`), { element: name }))
  }
  const list = (name: string): PatternList | undefined => {
    const not = of(name) === undefined
    const found = of(name) ?? of(`Not${name}`)
    return found && { not, list: readStrings(document, found, not ? `Not${name}` : name, problems) }
  }
  const resources = list('Resource')
  const principals = readPrincipals(document, of('Principal') ?? of('NotPrincipal'), problems)
  return {
    index,
    ...(sid?.type === 'string' && { sid: String(sid.value) }),
    effect: readEffect(document, of('Effect'), node, problems),
    actions: list('Action') ?? { not: false, list: [] },
    ...(resources && { resources }),
    ...(principals && { principals: { ...principals, not: of('Principal') === undefined } }),
    conditions: readConditions(document, of('Condition'), problems),
  }
}

function readEffect(
  { report }: DocumentText,
  effect: Node | undefined,
  statement: Node,
  problems: Problem[],
): Statement['effect'] {
  const value: unknown = effect?.value
  if (!effect) problems.push(report('missing-effect', statement))
  else if (value === 'Allow' || value === 'Deny') return value
  else {
    const isCase = typeof value === 'string' && ['allow', 'deny'].includes(value.toLowerCase())
    problems.push(
      report(isCase ? 'effect-case' : 'invalid-effect', effect, { effect: String(value) }),
    )
  }
  return 'Deny'
}

/** A string, or a list of strings. */
function readStrings(
  { report }: DocumentText,
  node: Node,
  element: string,
  problems: Problem[],
): readonly string[] {
  const items = node.type === 'array' ? (node.children ?? []) : [node]
  return items.flatMap((item) => {
    if (item.type === 'string') return [String(item.value)]
    problems.push(report('wrong-type', item, { element }))
    return []
  })
}

function readPrincipals(
  document: DocumentText,
  node: Node | undefined,
  problems: Problem[],
): Omit<Principals, 'not'> | undefined {
  if (!node) return undefined
  if (node.type === 'string' && node.value === '*') return { everyone: true, byType: {} }
  if (node.type !== 'object') {
    problems.push(document.report('wrong-type', node, { element: 'Principal' }))
    return undefined
  }
  const byType: Partial<Record<PrincipalType, readonly string[]>> = {}
  for (const { name, nameNode, value } of membersOf(node)) {
    const type = principalTypes.find((each) => each === name)
    if (type) byType[type] = readStrings(document, value, name, problems)
    else problems.push(document.report('unknown-principal-type', nameNode, { type: name }))
  }
  return { everyone: false, byType }
}

function readConditions(
  document: DocumentText,
  node: Node | undefined,
  problems: Problem[],
): readonly Condition[] {
  const { report } = document
  if (!node) return []
  if (node.type !== 'object') {
    problems.push(report('wrong-type', node, { element: 'Condition' }))
    return []
  }
  return membersOf(node).flatMap(({ name, nameNode, value }) => {
    if (value.type !== 'object') {
      problems.push(report('wrong-type', value, { element: name }))
      return []
    }
    const operator = readOperator(name)
    const keys = membersOf(value)
    // An operator that nobody knows is harmless as long as it holds no key.
    if (!operator && keys.length > 0)
      problems.push(report('unknown-operator', nameNode, { operator: name }))
    return keys.flatMap((key): Condition[] => {
      const values = readValues(document, key.value, key.name, problems)
      return operator ? [{ ...operator, operator: name, key: key.name, values }] : []
    })
  })
}

/** Values of conditions may also be numbers and booleans without quotes. */
function readValues(
  { report }: DocumentText,
  node: Node,
  element: string,
  problems: Problem[],
): readonly string[] {
  const items = node.type === 'array' ? (node.children ?? []) : [node]
  return items.flatMap((item) => {
    if (item.type === 'string' || item.type === 'number' || item.type === 'boolean') {
      return [String(item.value)]
    }
    problems.push(report('wrong-type', item, { element }))
    return []
  })
}
