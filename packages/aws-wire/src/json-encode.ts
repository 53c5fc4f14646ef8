import type { ByteSink } from './byte-sink.ts'
import { isRecord, setOwn, toBase64 } from './scalars.ts'
import { kindOf, type NormalizedSchema, ShapeCache } from './schema.ts'

type Plain = (value: unknown) => unknown

/** Compiles output shapes to what JSON can hold: dates as seconds, bytes as base64. One for each service. */
export class JsonEncoder {
  readonly #shapes = new ShapeCache<Plain>()
  readonly #timestamp: Plain
  readonly #blob: Plain
  readonly #number: Plain

  /** For CBOR pass what writes its own dates; bytes and numbers stay as they are there. */
  constructor(cborDate?: (date: Date) => unknown) {
    this.#timestamp = cborDate
      ? (value) => (value instanceof Date ? cborDate(value) : value)
      : (value) => (value instanceof Date ? value.getTime() / 1000 : value)
    this.#blob = cborDate
      ? (value) => value
      : (value) => (value instanceof Uint8Array ? toBase64(value) : value)
    this.#number = cborDate
      ? (value) => value
      : (value) => (typeof value === 'number' && !Number.isFinite(value) ? String(value) : value)
  }

  plain(schema: NormalizedSchema): Plain {
    return this.#shapes.get(
      schema,
      () => this.#compile(schema),
      (later) => (value) => later()(value),
    )
  }

  /** Writes an operation's output as JSON text, its top-level lists item by item. */
  output(schema: NormalizedSchema): (output: unknown, sink: ByteSink) => Generator<undefined> {
    // An operation without output answers an empty object.
    const known = schema.isUnitSchema() ? [] : [...schema.structIterator()]
    const members = known.map(([name, member]) => ({
      name,
      plain: this.plain(member),
      item: kindOf(member) === 'list' ? this.plain(member.getValueSchema()) : undefined,
    }))
    return function* write(output, sink) {
      let separator = '{'
      for (const { name, plain, item } of members) {
        const value = isRecord(output) ? output[name] : undefined
        if (value === undefined || value === null) continue
        sink.text(`${separator}${JSON.stringify(name)}:`)
        separator = ','
        if (!item || !Array.isArray(value)) {
          sink.text(JSON.stringify(plain(value)))
          continue
        }
        const items: unknown[] = value
        sink.text('[')
        for (const [index, one] of items.entries()) {
          sink.text((index === 0 ? '' : ',') + JSON.stringify(item(one) ?? null))
          if (sink.isReady) yield
        }
        sink.text(']')
      }
      sink.text(separator === '{' ? '{}' : '}')
    }
  }

  #compile(schema: NormalizedSchema): Plain {
    switch (kindOf(schema)) {
      case 'struct': {
        const members = [...schema.structIterator()].map(([name, member]): [string, Plain] => [
          name,
          this.plain(member),
        ])
        return (value) => {
          if (!isRecord(value)) return value
          const output: Record<string, unknown> = {}
          for (const [name, plain] of members) {
            const item = value[name]
            if (item !== undefined && item !== null) output[name] = plain(item)
          }
          return output
        }
      }
      case 'list': {
        const item = this.plain(schema.getValueSchema())
        return (value) => {
          if (!Array.isArray(value)) return value
          const items: unknown[] = value
          return items.map(item)
        }
      }
      case 'map': {
        const item = this.plain(schema.getValueSchema())
        return (value) => {
          if (!isRecord(value)) return value
          const output: Record<string, unknown> = {}
          for (const [key, one] of Object.entries(value)) {
            if (one !== undefined && one !== null) setOwn(output, key, item(one))
          }
          return output
        }
      }
      case 'timestamp':
        return this.#timestamp
      case 'blob':
        return this.#blob
      case 'number':
        return this.#number
      case 'string':
      case 'boolean':
        return (value) => value
      case 'unit':
        return () => ({})
    }
  }
}
