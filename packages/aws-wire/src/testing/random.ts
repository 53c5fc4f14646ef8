import { kindOf, type NormalizedSchema, requiredCount } from '../schema.ts'

/** A seeded source of numbers in [0, 1) (mulberry32): a failing case can be run again. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export interface Shapes {
  /** Empty lists, maps and structures appear too: only where the protocol can say them. */
  readonly canBeEmpty: boolean
  readonly random: () => number
  /** What a text of this member may say; undefined for anything. */
  readonly word?: (member: string) => string | undefined
}

const words = [
  'i-0123',
  'a b',
  'é',
  '漢字',
  '😀',
  '<x>&amp;"\'',
  'a+b%20c',
  'line\nbreak',
  '=&;',
  '0',
  'true',
  '{}',
]

/** A random value of a shape, with every required member and about half of the others. */
export function randomValue(schema: NormalizedSchema, shapes: Shapes, depth = 0): unknown {
  const { random } = shapes
  const pick = (count: number): number => Math.floor(random() * count)
  switch (kindOf(schema)) {
    case 'string':
      return (
        (schema.isMemberSchema() ? shapes.word?.(schema.getMemberName()) : undefined) ??
        `${words[pick(words.length)] ?? ''}x${pick(1000)}`
      )
    case 'number':
      return random() < 0.7 ? pick(100_000) : Math.round(random() * 1e6) / 64
    case 'boolean':
      return random() < 0.5
    case 'timestamp':
      return new Date(1_700_000_000_000 + pick(1_000_000) * (random() < 0.5 ? 1000 : 1))
    case 'blob':
      return Uint8Array.from({ length: 1 + pick(9) }, () => pick(256))
    case 'unit':
      return {}
    case 'list': {
      const least = shapes.canBeEmpty ? 0 : 1
      const value = schema.getValueSchema()
      return Array.from({ length: least + pick(3) }, () => randomValue(value, shapes, depth + 1))
    }
    case 'map': {
      const output: Record<string, unknown> = {}
      const value = schema.getValueSchema()
      for (let n = 1 + pick(2); n > 0; n--) {
        output[`key ${pick(100)}&é`] = randomValue(value, shapes, depth + 1)
      }
      return output
    }
    case 'struct':
      return randomStruct(schema, shapes, depth)
  }
}

function randomStruct(schema: NormalizedSchema, shapes: Shapes, depth: number): unknown {
  const { random } = shapes
  const members = [...schema.structIterator()]
  const output: Record<string, unknown> = {}
  if (schema.isUnionSchema()) {
    const sayable = shapes.canBeEmpty ? members : members.filter(([, one]) => !isEmptyStruct(one))
    const [name, member] = sayable[Math.floor(random() * sayable.length)] ?? []
    if (name && member) output[name] = randomValue(member, shapes, depth + 1)
    return output
  }
  const required = requiredCount(schema)
  const share = depth > 6 ? 0 : depth > 2 ? 0.25 : 0.6
  for (const [index, [name, member]] of members.entries()) {
    // The SDK fills an idempotency token that is absent, so it is never absent.
    const isNeeded = index < required || member.isIdempotencyToken()
    if (isNeeded || random() < share) output[name] = randomValue(member, shapes, depth + 1)
  }
  const [first] = members
  if (first && Object.keys(output).length === 0 && !shapes.canBeEmpty) {
    // A structure that has nothing to say vanishes on the wire: give it its simplest member.
    const simple = members.find(([, member]) => !member.isStructSchema()) ?? first
    output[simple[0]] = randomValue(simple[1], shapes, depth + 1)
  }
  return output
}

function isEmptyStruct(schema: NormalizedSchema): boolean {
  return schema.isStructSchema() && schema.structIterator().next().done === true
}
