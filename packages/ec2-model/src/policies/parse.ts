import type { Node } from 'jsonc-parser'
import { checkStatement, type PolicyKind } from './check.ts'
import { membersOf, readText, type DocumentText } from './document-text.ts'
import type { Policy, Statement } from './policy.ts'
import type { Problem } from './problem.ts'
import { parseStatement } from './parse-statement.ts'

export interface ParsedPolicy {
  /** What the document says; absent where it has an error. */
  readonly policy?: Policy
  /** In the order of the text. */
  readonly problems: readonly Problem[]
}

const topElements = ['Version', 'Id', 'Statement']

/**
 * Reads a policy document and finds all that is wrong with it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicy(text: string, kind: PolicyKind): ParsedPolicy {
  const document = readText(text)
  const { root, report } = document
  const problems: Problem[] = [...document.faults]
  if (!root || problems.length > 0) {
    return { problems: problems.length > 0 ? problems : [report('invalid-json', undefined)] }
  }
  if (root.type !== 'object') return { problems: [report('not-an-object', root)] }
  checkNames(document, root, topElements, problems)
  const of = (name: string): Node | undefined =>
    membersOf(root).find((member) => member.name === name)?.value
  const version = readVersion(document, of('Version'), kind, problems)
  const id = of('Id')
  if (id && id.type !== 'string') problems.push(report('wrong-type', id, { element: 'Id' }))
  const statements = readStatements(document, of('Statement'), root, problems)
  checkSids(document, statements, problems)
  for (const { node, statement } of statements) {
    checkStatement(document, node, statement, { kind, version }, problems)
  }
  problems.sort((a, b) => a.place.offset - b.place.offset)
  if (problems.some(({ severity }) => severity === 'error')) return { problems }
  return {
    policy: {
      version,
      ...(id && { id: String(id.value) }),
      statements: statements.map(({ statement }) => statement),
    },
    problems,
  }
}

/** Names that are not known, or given twice. */
function checkNames(
  { report }: DocumentText,
  node: Node,
  known: readonly string[],
  problems: Problem[],
): void {
  const seen = new Set<string>()
  for (const { name, nameNode } of membersOf(node)) {
    if (!known.includes(name)) problems.push(report('unknown-element', nameNode, { element: name }))
    else if (seen.has(name)) problems.push(report('duplicate-element', nameNode, { element: name }))
    seen.add(name)
  }
}

function readVersion(
  { root, report }: DocumentText,
  node: Node | undefined,
  kind: PolicyKind,
  problems: Problem[],
): Policy['version'] {
  const value: unknown = node?.value
  if (node && value !== '2012-10-17' && value !== '2008-10-17') {
    problems.push(report('invalid-version', node, { version: String(value) }))
  } else if (kind === 'identity' && value !== '2012-10-17') {
    problems.push(report('old-version', node ?? root))
  }
  return value === '2012-10-17' ? value : '2008-10-17'
}

interface Placed {
  readonly node: Node
  readonly statement: Statement
}

function readStatements(
  document: DocumentText,
  node: Node | undefined,
  root: Node,
  problems: Problem[],
): readonly Placed[] {
  const { report } = document
  const nodes = node?.type === 'array' ? (node.children ?? []) : node ? [node] : []
  if (nodes.length === 0) {
    problems.push(report('missing-statement', node ?? root))
    return []
  }
  return nodes.flatMap((each, index) => {
    if (each.type !== 'object') {
      problems.push(report('wrong-type', each, { element: 'Statement' }))
      return []
    }
    checkNames(document, each, statementElements, problems)
    return [{ node: each, statement: parseStatement(document, each, index, problems) }]
  })
}

const statementElements = [
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
  'Principal',
  'NotPrincipal',
]

function checkSids(
  { report }: DocumentText,
  statements: readonly Placed[],
  problems: Problem[],
): void {
  const seen = new Set<string>()
  for (const { node, statement } of statements) {
    const { sid } = statement
    if (!sid) continue
    if (seen.has(sid)) {
      const place = membersOf(node).find(({ name }) => name === 'Sid')?.value
      problems.push(report('duplicate-sid', place, { sid }))
    }
    seen.add(sid)
  }
}
