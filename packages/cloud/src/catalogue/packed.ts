/**
 * A compact form of many similar JSON values: every distinct part is kept once. A node is a primitive, a list
 * `[-1, ...nodes]` or an object `[shape, ...nodes]`, where the shape gives the keys.
 */
export interface Packed {
  readonly shapes: readonly (readonly string[])[]
  readonly nodes: readonly PackedNode[]
  /** The node of each packed value. */
  readonly roots: readonly number[]
}
type PackedNode = string | number | boolean | null | readonly number[]

export function pack(values: readonly unknown[]): Packed {
  const shapes: string[][] = []
  const nodes: PackedNode[] = []
  const known = new Map<string, number>()

  const intern = (node: PackedNode): number => {
    const key = JSON.stringify(node)
    const found = known.get(key)
    if (found !== undefined) return found
    nodes.push(node)
    known.set(key, nodes.length - 1)
    return nodes.length - 1
  }
  const shapeOf = (keys: string[]): number => {
    const found = shapes.findIndex((shape) => shape.join() === keys.join())
    return found >= 0 ? found : shapes.push(keys) - 1
  }
  const add = (value: unknown): number => {
    if (Array.isArray(value)) return intern([-1, ...value.map(add)])
    if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
      return intern([shapeOf(entries.map(([key]) => key)), ...entries.map(([, part]) => add(part))])
    }
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      return intern(value)
    }
    return intern(null)
  }
  const roots = values.map(add)
  return { shapes, nodes, roots }
}

/** Reads single values out of a packed set; equal parts are the same frozen object. */
export function unpack(packed: Packed): (index: number) => unknown {
  const made = new Map<number, unknown>()
  const build = (id: number): unknown => {
    const node = packed.nodes[id]
    if (!Array.isArray(node)) return node
    const found = made.get(id)
    if (found !== undefined) return found
    const [shape = -1, ...parts] = node as readonly number[]
    const keys = packed.shapes[shape]
    const value = Object.freeze(
      keys
        ? Object.fromEntries(keys.map((key, i) => [key, build(parts[i] ?? 0)]))
        : parts.map(build),
    )
    made.set(id, value)
    return value
  }
  return (index) => {
    const root = packed.roots[index]
    return root === undefined ? undefined : build(root)
  }
}
