import type { ByteSink } from './byte-sink.ts'
import { isRecord, toBase64 } from './scalars.ts'
import { kindOf, type NormalizedSchema, ShapeCache, traitsOf } from './schema.ts'
import { escapeText } from './xml-text.ts'

/**
 * Writes one shape's content, without the element around it. `text` gives it whole; `stream` writes it into the sink
 * and pauses after each list item, so that a long list never holds the event loop.
 */
export interface Encode {
  readonly text: (value: unknown) => string
  readonly stream?: (value: unknown, sink: ByteSink) => Generator<undefined>
}

/** A list item with this many members is a thing of its own (an instance, a volume), worth keeping encoded. */
const entityMembers = 8

/** Compiles the output shapes of a query service; one for each service. */
export class XmlEncoder {
  readonly #shapes = new ShapeCache<Encode>()
  readonly #writeTime: (date: Date) => string

  constructor(writeTime: (date: Date) => string) {
    this.#writeTime = writeTime
  }

  shape(schema: NormalizedSchema): Encode {
    return this.#shapes.get(
      schema,
      () => this.#compile(schema),
      (later) => ({ text: (value) => later().text(value) }),
    )
  }

  #compile(schema: NormalizedSchema): Encode {
    switch (kindOf(schema)) {
      case 'struct':
        return this.#struct(schema)
      case 'list':
        return this.#list(schema)
      case 'map':
        return this.#map(schema)
      case 'timestamp':
        return {
          text: (value) => (value instanceof Date ? this.#writeTime(value) : plainText(value)),
        }
      case 'blob':
        return {
          text: (value) => (value instanceof Uint8Array ? toBase64(value) : plainText(value)),
        }
      case 'string':
      case 'number':
      case 'boolean':
        return { text: plainText }
      case 'unit':
        return { text: () => '' }
    }
  }

  #struct(schema: NormalizedSchema): Encode {
    const members = [...schema.structIterator()].map(([name, member]) => {
      const tag = traitsOf(member).xmlName ?? name
      return {
        name,
        open: `<${tag}>`,
        close: `</${tag}>`,
        empty: `<${tag}/>`,
        ...this.shape(member),
      }
    })
    const text = (value: unknown): string => {
      if (!isRecord(value)) return ''
      let xml = ''
      for (const member of members) {
        const item = value[member.name]
        if (item === undefined || item === null) continue
        const inner = member.text(item)
        xml += inner === '' ? member.empty : member.open + inner + member.close
      }
      return xml
    }
    if (!members.some((member) => member.stream)) return { text }
    function* stream(value: unknown, sink: ByteSink): Generator<undefined> {
      if (!isRecord(value)) return
      for (const member of members) {
        const item = value[member.name]
        if (item === undefined || item === null) continue
        if (Array.isArray(item) && item.length === 0) {
          sink.text(member.empty)
          continue
        }
        sink.text(member.open)
        if (member.stream) yield* member.stream(item, sink)
        else sink.text(member.text(item))
        sink.text(member.close)
      }
    }
    return { text, stream }
  }

  #list(schema: NormalizedSchema): Encode {
    const value = schema.getValueSchema()
    const tag = traitsOf(value).xmlName ?? 'member'
    const open = `<${tag}>`
    const close = `</${tag}>`
    const item = this.shape(value)
    const text = (list: unknown): string => {
      let xml = ''
      for (const one of itemsOf(list)) xml += open + item.text(one) + close
      return xml
    }
    const isStruct = kindOf(value) === 'struct'
    if (isStruct && Object.keys(value.getMemberSchemas()).length >= entityMembers) {
      return { text, stream: streamEntities(open, close, item) }
    }
    function* stream(list: unknown, sink: ByteSink): Generator<undefined> {
      for (const one of itemsOf(list)) {
        sink.text(open)
        if (item.stream) yield* item.stream(one, sink)
        else sink.text(item.text(one))
        sink.text(close)
        if (sink.isReady) yield
      }
    }
    return { text, stream }
  }

  #map(schema: NormalizedSchema): Encode {
    const keyTag = traitsOf(schema.getKeySchema()).xmlName ?? 'key'
    const valueSchema = schema.getValueSchema()
    const valueTag = traitsOf(valueSchema).xmlName ?? 'value'
    const item = this.shape(valueSchema)
    return {
      text: (value) => {
        if (!isRecord(value)) return ''
        let xml = ''
        for (const [key, one] of Object.entries(value)) {
          if (one === undefined || one === null) continue
          xml +=
            `<entry><${keyTag}>${escapeText(key)}</${keyTag}>` +
            `<${valueTag}>${item.text(one)}</${valueTag}></entry>`
        }
        return xml
      },
    }
  }
}

/**
 * Outputs are immutable, so the same object is the same XML: the fragment of an entity is kept as long as the entity
 * lives. Ten thousand unchanged instances cost a copy each instead of an encoding.
 */
function streamEntities(open: string, close: string, item: Encode) {
  const fragments = new WeakMap<object, Uint8Array>()
  return function* stream(list: unknown, sink: ByteSink): Generator<undefined> {
    for (const one of itemsOf(list)) {
      if (isRecord(one)) {
        let fragment = fragments.get(one)
        if (!fragment) {
          const xml = open + item.text(one) + close
          fragment = exactBytes(xml)
          fragments.set(one, fragment)
        }
        sink.bytes(fragment)
      }
      if (sink.isReady) yield
    }
  }
}

const scratch = Buffer.allocUnsafeSlow(64 * 1024)

/** Bytes that own their memory: one kept slice of a shared pool would keep the whole pool. */
function exactBytes(text: string): Uint8Array {
  if (text.length * 3 > scratch.length) return Uint8Array.from(Buffer.from(text))
  return Uint8Array.prototype.slice.call(scratch, 0, scratch.write(text))
}

function itemsOf(list: unknown): readonly unknown[] {
  if (!Array.isArray(list)) return []
  const items: unknown[] = list
  return items.includes(undefined) || items.includes(null)
    ? items.filter((item) => item !== undefined && item !== null)
    : items
}

function plainText(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return escapeText(typeof value === 'string' ? value : String(value))
}
