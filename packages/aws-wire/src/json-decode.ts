import { dateOfSeconds, isRecord, parseTimestamp, setOwn, wholeBase64 } from './scalars.ts'
import { kindOf, type NormalizedSchema, ShapeCache } from './schema.ts'
import { WireFault } from './wire-fault.ts'

/** Reads one shape from parsed JSON or CBOR. */
type Read = (value: unknown) => unknown

/** Compiles the input shapes of a JSON or CBOR service; one for each service. Unknown members are ignored, as AWS does. */
export class JsonDecoder {
  readonly #shapes = new ShapeCache<Read>()

  input(schema: NormalizedSchema): (document: unknown) => Record<string, unknown> {
    const read = this.#shape(schema)
    return (document) => {
      const input = read(document ?? {})
      return isRecord(input) ? input : {}
    }
  }

  #shape(schema: NormalizedSchema): Read {
    return this.#shapes.get(
      schema,
      () => this.#compile(schema),
      (later) => (value) => later()(value),
    )
  }

  #compile(schema: NormalizedSchema): Read {
    switch (kindOf(schema)) {
      case 'struct':
        return this.#struct(schema)
      case 'list':
        return this.#list(schema)
      case 'map':
        return this.#map(schema)
      case 'string':
        return readString
      case 'number':
        return readNumber
      case 'boolean':
        return readBoolean
      case 'timestamp':
        return readTimestamp
      case 'blob':
        return readBlob
      case 'unit':
        return (value) => {
          if (!isPlain(value)) throw misplaced(value, 'a structure')
          return {}
        }
    }
  }

  #struct(schema: NormalizedSchema): Read {
    let members: Map<string, Read> | undefined
    return (value) => {
      if (!isPlain(value)) throw misplaced(value, 'a structure')
      members ??= new Map(
        [...schema.structIterator()].map(([name, member]) => [name, this.#shape(member)]),
      )
      const output: Record<string, unknown> = {}
      for (const key of Object.keys(value)) {
        const item = value[key]
        const read = members.get(key)
        if (read && item !== null && item !== undefined) output[key] = read(item)
      }
      return output
    }
  }

  #list(schema: NormalizedSchema): Read {
    const read = this.#shape(schema.getValueSchema())
    return (value) => {
      if (!Array.isArray(value)) throw misplaced(value, 'a list')
      const items: unknown[] = value
      return items.filter((item) => item !== null && item !== undefined).map(read)
    }
  }

  #map(schema: NormalizedSchema): Read {
    const read = this.#shape(schema.getValueSchema())
    return (value) => {
      if (!isPlain(value)) throw misplaced(value, 'a map')
      const output: Record<string, unknown> = {}
      for (const key of Object.keys(value)) {
        const item = value[key]
        if (item !== null && item !== undefined) setOwn(output, key, read(item))
      }
      return output
    }
  }
}

/** A body that no document of the protocol could be. */
export function serializationFault(message: string): WireFault {
  return new WireFault('SerializationException', message)
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return (
    isRecord(value) &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof Uint8Array)
  )
}

function readString(value: unknown): string {
  if (typeof value === 'string') return value
  throw misplaced(value, 'a String')
}

function readNumber(value: unknown): number {
  if (typeof value === 'number') return value
  if (typeof value === 'bigint') return Number(value)
  if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return Number(value)
  throw misplaced(value, 'a Number')
}

function readBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  throw misplaced(value, 'a Boolean')
}

function readTimestamp(raw: unknown): Date {
  // CBOR marks seconds since the epoch with tag 1.
  const value = isRecord(raw) && raw['tag'] === 1 ? raw['value'] : raw
  const date =
    value instanceof Date
      ? value
      : typeof value === 'number'
        ? dateOfSeconds(value)
        : typeof value === 'string'
          ? parseTimestamp(value)
          : undefined
  if (date) return date
  throw misplaced(value, 'a Timestamp')
}

function readBlob(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value
  const bytes = typeof value === 'string' ? wholeBase64(value) : undefined
  if (bytes) return bytes
  throw misplaced(value, 'a Blob')
}

function misplaced(value: unknown, expected: string): WireFault {
  if (Array.isArray(value)) return serializationFault('Start of list found where not expected')
  if (isPlain(value)) {
    return serializationFault('Start of structure or map found where not expected.')
  }
  if (expected === 'a list') return serializationFault('Expected list or null')
  if (expected === 'a map' || expected === 'a structure') {
    return serializationFault('Expected map or null')
  }
  return serializationFault(`${tokenOf(value)} can not be converted to ${expected}`)
}

function tokenOf(value: unknown): string {
  if (value === true) return 'TRUE_VALUE'
  if (value === false) return 'FALSE_VALUE'
  return typeof value === 'string' ? 'STRING_VALUE' : 'NUMBER_VALUE'
}
