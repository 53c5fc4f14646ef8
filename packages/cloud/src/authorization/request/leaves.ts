/** A value of an input that is no structure, under the name of its member. */
export interface Leaf {
  readonly member: string
  readonly value: string
}

/** All values of an input, in its order; those of lists under the list's name. */
export function leavesOf(input: unknown, member = ''): readonly Leaf[] {
  const leaves: Leaf[] = []
  collect(input, member, leaves)
  return leaves
}

function collect(value: unknown, member: string, leaves: Leaf[]): void {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    leaves.push({ member, value: String(value) })
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, member, leaves)
  } else if (value instanceof Date || value instanceof Uint8Array) {
    return
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) collect(inner, name, leaves)
  }
}

/** A member of a value that may be anything. */
export function memberOf(value: unknown, ...path: readonly string[]): unknown {
  let found = value
  for (const name of path) {
    if (typeof found !== 'object' || found === null) return undefined
    found = Object.entries(found).find(([each]) => each === name)?.[1]
  }
  return found
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined
}
