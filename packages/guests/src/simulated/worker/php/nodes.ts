/** A node of the parser's tree, whose parts are looked at as they are needed. */
export interface PhpNode {
  readonly kind: string
  readonly [part: string]: unknown
}

export function isNode(value: unknown): value is PhpNode {
  return typeof value === 'object' && value !== null && 'kind' in value
}

export function part(node: PhpNode, name: string): PhpNode | undefined {
  const value = node[name]
  return isNode(value) ? value : undefined
}

export function parts(node: PhpNode, name: string): PhpNode[] {
  const value = node[name]
  return Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []
}

export function text(node: PhpNode, name: string): string {
  const value = node[name]
  if (typeof value === 'string') return value
  return isNode(value) ? text(value, 'name') : ''
}

export function lineOf(node: PhpNode): number {
  const { loc } = node
  if (typeof loc !== 'object' || loc === null || !('start' in loc)) return 0
  const { start } = loc
  return typeof start === 'object' && start !== null && 'line' in start ? Number(start.line) : 0
}
