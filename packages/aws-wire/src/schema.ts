import { NormalizedSchema } from '@smithy/core/schema'

/** The kinds of value the codecs tell apart; the services know no others. */
export type Kind =
  | 'struct'
  | 'list'
  | 'map'
  | 'string'
  | 'boolean'
  | 'number'
  | 'timestamp'
  | 'blob'
  | 'unit'

export interface Traits {
  readonly xmlName?: string
  readonly ec2QueryName?: string
  readonly sensitive?: boolean
}

export function kindOf(schema: NormalizedSchema): Kind {
  if (schema.isStructSchema()) return 'struct'
  if (schema.isListSchema()) return 'list'
  if (schema.isMapSchema()) return 'map'
  if (schema.isStringSchema()) return 'string'
  if (schema.isBooleanSchema()) return 'boolean'
  if (schema.isNumericSchema()) return 'number'
  if (schema.isTimestampSchema()) return 'timestamp'
  if (schema.isBlobSchema()) return 'blob'
  if (schema.isUnitSchema()) return 'unit'
  throw new Error(`no codec for ${schema.getName(true)}`)
}

export function traitsOf(schema: NormalizedSchema): Traits {
  const { xmlName, ec2QueryName, sensitive } = schema.getMergedTraits()
  return {
    ...(typeof xmlName === 'string' ? { xmlName } : {}),
    ...(typeof ec2QueryName === 'string' ? { ec2QueryName } : {}),
    ...(sensitive ? { sensitive: true } : {}),
  }
}

/** How many of a structure's first members are required: the one thing NormalizedSchema does not show. */
export function requiredCount(schema: NormalizedSchema): number {
  const raw: unknown = schema.getSchema()
  const count: unknown = Array.isArray(raw) ? raw[6] : undefined
  return typeof count === 'number' ? count : 0
}

/**
 * Compiles shapes once each. A shape that contains itself gets a forwarder to the closure that is still being made.
 * Shapes are keyed by their raw schema; simple ones (numbers) are cheap and not kept.
 */
export class ShapeCache<Compiled> {
  readonly #done = new Map<object, Compiled>()
  readonly #open = new Set<object>()

  get(
    schema: NormalizedSchema,
    compile: () => Compiled,
    forward: (later: () => Compiled) => Compiled,
  ): Compiled {
    const key: unknown = schema.getSchema()
    if (typeof key !== 'object' || key === null) return compile()
    const done = this.#done.get(key)
    if (done) return done
    if (this.#open.has(key)) {
      return forward(() => {
        const made = this.#done.get(key)
        if (!made) throw new Error(`${schema.getName(true)} used before it was compiled`)
        return made
      })
    }
    this.#open.add(key)
    const made = compile()
    this.#open.delete(key)
    this.#done.set(key, made)
    return made
  }
}

export { NormalizedSchema }
