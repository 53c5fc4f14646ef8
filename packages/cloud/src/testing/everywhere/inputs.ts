/** An id as AWS gives it to what it makes. */
export const idPattern = /^[a-z]+(-[a-z]+)*-[0-9a-f]{17}$/

/** Every id anywhere in a value. */
export function idsIn(value: unknown): ReadonlySet<string> {
  return new Set(JSON.stringify(value)?.match(/[a-z]+(-[a-z]+)*-[0-9a-f]{17}/g) ?? [])
}

/** A value in an input, with what makes the same input with another value there. */
export interface Spot {
  readonly path: string
  readonly value: unknown
  replace(value: unknown): Readonly<Record<string, unknown>>
}

/** Every member, list and element of an input. */
export function spotsIn(input: object): readonly Spot[] {
  const spots: Spot[] = []
  const walk = (value: unknown, path: string, replace: Spot['replace']): void => {
    if (path !== '') spots.push({ path, value, replace })
    if (typeof value !== 'object' || value === null) return
    if (value instanceof Date || value instanceof Uint8Array) return
    for (const [key, part] of Object.entries(value)) {
      walk(part, path === '' ? key : `${path}.${key}`, (other) =>
        replace(
          Array.isArray(value)
            ? value.map((each: unknown, index) => (String(index) === key ? other : each))
            : { ...value, [key]: other },
        ),
      )
    }
  }
  walk(input, '', (value) => ({ ...Object(value) }))
  return spots
}

/** How many things a list operation answered. */
export function countIn(output: object): number {
  const lists: unknown[][] = Object.values(output).filter(Array.isArray)
  return Math.max(0, ...lists.map((list) => list.length))
}
