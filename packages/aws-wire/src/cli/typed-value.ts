import { kindOf, type NormalizedSchema } from '../schema.ts'
import { parseShorthand, ShorthandError, type Typed } from './shorthand.ts'

/** A value of an option: text, or the bytes of a `fileb://`. */
export type ArgumentValue = string | { readonly base64: string }

/** What is wrong with a command line, in the CLI's words. */
export class CommandLineError extends Error {
  override readonly name = 'CommandLineError'
}

/** What an option's values mean for the member that they are for, as JSON. */
export function readOption(
  option: string,
  schema: NormalizedSchema,
  values: readonly ArgumentValue[],
): unknown {
  try {
    const kind = kindOf(schema)
    const [first = ''] = values
    if (kind === 'list') {
      const json = values.length === 1 ? documentIn(first) : undefined
      if (Array.isArray(json)) return json
      const item = schema.getValueSchema()
      return values.map((value) => readOne(item, value))
    }
    return readOne(schema, first)
  } catch (error) {
    if (!(error instanceof ShorthandError || error instanceof SyntaxError)) throw error
    throw new CommandLineError(`Error parsing parameter '--${option}': ${error.message}`)
  }
}

function readOne(schema: NormalizedSchema, value: ArgumentValue): unknown {
  if (typeof value !== 'string') return value.base64
  const kind = kindOf(schema)
  if (kind !== 'struct' && kind !== 'map' && kind !== 'list') return coerce(schema, value)
  const document = documentIn(value)
  if (document !== undefined) return document
  const only = onlyMember(schema)
  if (only && !value.includes('=')) return { [only[0]]: coerce(only[1], value) }
  return coerce(schema, parseShorthand(value))
}

/** JSON, where the value looks like it. */
function documentIn(value: ArgumentValue): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return undefined
  try {
    const document: unknown = JSON.parse(value)
    return document
  } catch (error) {
    const reason = error instanceof Error ? error.message : ''
    throw new SyntaxError(`Invalid JSON: ${reason}\nJSON received: ${value}`)
  }
}

/** The member of a structure that has no other, which the CLI lets one leave unnamed: `{ Value }`. */
function onlyMember(schema: NormalizedSchema): readonly [string, NormalizedSchema] | undefined {
  if (kindOf(schema) !== 'struct') return undefined
  const [first, second] = [...schema.structIterator()]
  return first?.[0] === 'Value' && !second ? first : undefined
}

/** Whether the member is a switch: true or false, or a structure around that. */
export function isSwitch(schema: NormalizedSchema): boolean {
  const inner = onlyMember(schema)?.[1] ?? schema
  return kindOf(inner) === 'boolean'
}

/** What a switch stands for. */
export function switchValue(schema: NormalizedSchema, on: boolean): unknown {
  return kindOf(schema) === 'boolean' ? on : { Value: on }
}

function coerce(schema: NormalizedSchema, value: Typed): unknown {
  switch (kindOf(schema)) {
    case 'struct': {
      if (typeof value === 'string' || isList(value)) return value
      const members = new Map(schema.structIterator())
      return mapValues(value, (name, one) => {
        const member = members.get(name)
        return member ? coerce(member, one) : one
      })
    }
    case 'map': {
      if (typeof value === 'string' || isList(value)) return value
      const item = schema.getValueSchema()
      return mapValues(value, (_name, one) => coerce(item, one))
    }
    case 'list': {
      const item = schema.getValueSchema()
      return (isList(value) ? value : [value]).map((one) => coerce(item, one))
    }
    case 'number':
      return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
        ? Number(value)
        : value
    case 'boolean':
      return value === 'true' || value === 'True'
        ? true
        : value === 'false' || value === 'False'
          ? false
          : value
    default:
      return value
  }
}

function isList(value: Typed): value is readonly Typed[] {
  return Array.isArray(value)
}

function mapValues(
  record: { readonly [key: string]: Typed },
  change: (name: string, value: Typed) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([name, one]) => [name, change(name, one)]))
}
