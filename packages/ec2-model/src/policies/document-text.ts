import { getNodePath, parseTree, type Node, type ParseError } from 'jsonc-parser'
import type { Place, Problem, ProblemKey } from './problem.ts'

/** A document as text with the places of its parts. */
export interface DocumentText {
  readonly root: Node | undefined
  /** Why it is no JSON. */
  readonly faults: readonly Problem[]
  report(
    key: ProblemKey,
    node: Node | undefined,
    values?: Readonly<Record<string, string>>,
    severity?: Problem['severity'],
  ): Problem
}

/** Reads JSON; what IAM takes for a syntax error (comments, names given twice) is a fault. */
export function readText(text: string): DocumentText {
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
  const lines = lineStarts(text)
  const placeOf = (offset: number, length: number, path: Place['path']): Place => {
    const line = lines.findLastIndex((start) => start <= offset)
    return { path, line: line + 1, column: offset - (lines[line] ?? 0) + 1, offset, length }
  }
  return {
    root,
    faults: errors.map(({ offset, length }) => ({
      severity: 'error',
      key: 'invalid-json',
      values: {},
      place: placeOf(offset, length, []),
    })),
    report: (key, node, values = {}, severity = 'error') => ({
      severity,
      key,
      values,
      place: node
        ? placeOf(node.offset, node.length, getNodePath(node))
        : placeOf(0, text.length, []),
    }),
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** A member of an object: its name, its value, and where each stands. */
export interface Member {
  readonly name: string
  readonly nameNode: Node
  readonly value: Node
}

export function membersOf(node: Node): readonly Member[] {
  return (node.children ?? []).flatMap(({ children }) => {
    const [nameNode, value] = children ?? []
    return nameNode && value ? [{ name: String(nameNode.value), nameNode, value }] : []
  })
}
