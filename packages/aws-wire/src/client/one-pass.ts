import { kindOf, type NormalizedSchema, ShapeCache, traitsOf } from '../schema.ts'
import { setOwn } from '../scalars.ts'
import { type Cursor, notPlain } from './cursor.ts'
import { isCutDown } from './only-members.ts'
import { Said } from './said.ts'

/** Reads an element's content and goes past `closeTag`. */
export interface Parse {
  readonly whole: (cursor: Cursor, closeTag: string) => unknown
  /** The same, pausing after each item of a list and between members. */
  readonly paused?: (cursor: Cursor, closeTag: string) => Generator<undefined, unknown>
  /** The value of `<x/>`. */
  readonly empty: () => unknown
}

/** The stock reader of scalars: whatever it makes of a text, so do we. */
type ReadScalar = (schema: NormalizedSchema, text: string) => unknown

/** Compiles shapes to readers that go through the text once, without a tree of it in between. */
export class OnePassShapes {
  readonly #shapes = new ShapeCache<Parse>()
  readonly #scalar: ReadScalar

  constructor(scalar: ReadScalar) {
    this.#scalar = scalar
  }

  shape(schema: NormalizedSchema): Parse {
    return this.#shapes.get(
      schema,
      () => this.#compile(schema),
      (later) => ({
        whole: (cursor, closeTag) => later().whole(cursor, closeTag),
        empty: () => later().empty(),
      }),
    )
  }

  #compile(schema: NormalizedSchema): Parse {
    switch (kindOf(schema)) {
      case 'struct':
        return this.#struct(schema)
      case 'list':
        return this.#list(schema)
      case 'map':
        return this.#map(schema)
      case 'string':
        return { whole: (cursor, closeTag) => cursor.text(closeTag), empty: () => '' }
      case 'timestamp':
        return this.#text(schema, (text) => utcDate(text) ?? this.#scalar(schema, text))
      case 'boolean':
        return this.#text(schema, (text) => text.toLowerCase() === 'true')
      case 'number':
        return this.#text(schema, Number)
      default:
        return this.#text(schema, (text) => this.#scalar(schema, text))
    }
  }

  #text(schema: NormalizedSchema, read: (text: string) => unknown): Parse {
    return {
      whole: (cursor, closeTag) => read(cursor.text(closeTag)),
      empty: () => this.#scalar(schema, ''),
    }
  }

  #struct(schema: NormalizedSchema): Parse {
    const isUnion = schema.isUnionSchema()
    const isPart = isCutDown(schema.getSchema())
    const members = new Map<string, Member>()
    let first: Member | undefined
    let previous: Member | undefined
    for (const [name, member] of schema.structIterator()) {
      const traits = member.getMemberTraits()
      const tag = typeof traits.xmlName === 'string' ? traits.xmlName : name
      // The stock parser reads one element into every member of its name; no service has two.
      if (members.has(tag)) throw new Error(`two members of ${schema.getName()} are called ${tag}`)
      const made: Member = {
        name,
        open: `<${tag}>`,
        close: `</${tag}>`,
        ordinal: members.size,
        next: undefined,
        parse: this.shape(member),
      }
      members.set(tag, made)
      if (previous) previous.next = made
      first ??= made
      previous = made
    }

    /** Goes into the next member; `cursor.isEmpty` says that it has no content. Undefined: it was skipped. */
    const enter = (
      cursor: Cursor,
      output: Record<string, unknown>,
      last: Member | undefined,
    ): Member | undefined => {
      // Members mostly come in the schema's order, so guess before looking up.
      const guess = last ? last.next : first
      if (guess && cursor.xml.startsWith(guess.open, cursor.at)) {
        cursor.at += guess.open.length
        cursor.isEmpty = false
        return guess
      }
      const tag = cursor.open()
      const member = members.get(cursor.isEmpty ? tag.slice(0, -1) : tag)
      if (!member) {
        // An unknown member of a union is kept by the stock parser.
        if (isUnion) throw notPlain
        if (isPart) cursor.pass(tag)
        else cursor.skip(tag)
      } else if (last && member.ordinal <= last.ordinal && member.name in output) {
        // An element that comes twice where no list is means something else to the stock parser.
        throw notPlain
      }
      return member
    }

    const whole = (cursor: Cursor, closeTag: string): Record<string, unknown> => {
      const output: Record<string, unknown> = {}
      let last: Member | undefined
      while (!cursor.closes(closeTag)) {
        const member = enter(cursor, output, last)
        if (!member) continue
        output[member.name] = cursor.isEmpty
          ? member.parse.empty()
          : member.parse.whole(cursor, member.close)
        if (!last || member.ordinal > last.ordinal) last = member
      }
      return output
    }
    function* paused(cursor: Cursor, closeTag: string): Generator<undefined, unknown> {
      const output: Record<string, unknown> = {}
      let last: Member | undefined
      while (!cursor.closes(closeTag)) {
        const member = enter(cursor, output, last)
        if (!member) continue
        if (cursor.isEmpty) output[member.name] = member.parse.empty()
        else if (!member.parse.paused) {
          output[member.name] = member.parse.whole(cursor, member.close)
        } else output[member.name] = yield* member.parse.paused(cursor, member.close)
        if (!last || member.ordinal > last.ordinal) last = member
        yield
      }
      return output
    }
    return { whole: isPart ? this.#part(enter) : whole, paused, empty: () => ({}) }
  }

  /**
   * Reads a structure that has been cut down, as many of its kind stand in a long list: what its predecessor said in the same words is
   * taken from there, value and all. So nobody may change what comes of it.
   */
  #part(enter: Enter): Parse['whole'] {
    const saidIn = new WeakMap<Cursor, Said<Member>>()
    return (cursor, closeTag) => {
      const output: Record<string, unknown> = {}
      let said = saidIn.get(cursor)
      if (!said) saidIn.set(cursor, (said = new Said()))
      let last: Member | undefined
      let at = said.first
      while (!cursor.closes(closeTag)) {
        const same = at.next
        if (same && said.isAgain(same, cursor)) at = same
        else {
          const from = cursor.at
          const member = enter(cursor, output, last)
          const value = !member
            ? undefined
            : cursor.isEmpty
              ? member.parse.empty()
              : member.parse.whole(cursor, member.close)
          at = said.put(at, cursor.xml.slice(from, cursor.at), member, value)
        }
        const { member } = at
        if (!member) continue
        if (member.name in output) throw notPlain
        output[member.name] = at.value
        if (!last || member.ordinal > last.ordinal) last = member
      }
      return output
    }
  }

  #list(schema: NormalizedSchema): Parse {
    const value = schema.getValueSchema()
    const tag = traitsOf(value).xmlName ?? 'member'
    const open = `<${tag}>`
    const close = `</${tag}>`
    const parse = this.shape(value)
    const item = (cursor: Cursor, output: unknown[]): void => {
      if (cursor.xml.startsWith(open, cursor.at)) {
        cursor.at += open.length
        output.push(parse.whole(cursor, close))
        return
      }
      const name = cursor.open()
      if (name === `${tag}/`) output.push(parse.empty())
      else cursor.skip(name)
    }
    const whole = (cursor: Cursor, closeTag: string): unknown[] => {
      const output: unknown[] = []
      while (!cursor.closes(closeTag)) item(cursor, output)
      return output
    }
    function* paused(cursor: Cursor, closeTag: string): Generator<undefined, unknown> {
      const output: unknown[] = []
      while (!cursor.closes(closeTag)) {
        item(cursor, output)
        yield
      }
      return output
    }
    return { whole, paused, empty: () => [] }
  }

  #map(schema: NormalizedSchema): Parse {
    const keyTag = traitsOf(schema.getKeySchema()).xmlName ?? 'key'
    const value = schema.getValueSchema()
    const valueTag = traitsOf(value).xmlName ?? 'value'
    const parse = this.shape(value)
    const entry = (cursor: Cursor, output: Record<string, unknown>): void => {
      let key: string | undefined
      let one: unknown
      while (!cursor.closes('</entry>')) {
        const tag = cursor.open()
        if (tag === keyTag) key = cursor.text(`</${keyTag}>`)
        else if (tag === valueTag) one = parse.whole(cursor, `</${valueTag}>`)
        else if (tag === `${valueTag}/`) one = parse.empty()
        else throw notPlain
      }
      if (key === undefined) throw notPlain
      setOwn(output, key, one)
    }
    const whole = (cursor: Cursor, closeTag: string): Record<string, unknown> => {
      const output: Record<string, unknown> = {}
      while (!cursor.closes(closeTag)) {
        const name = cursor.open()
        if (name === 'entry') entry(cursor, output)
        else cursor.skip(name)
      }
      return output
    }
    return { whole, empty: () => ({}) }
  }
}

/** Goes into the next member; undefined when it was skipped. */
type Enter = (
  cursor: Cursor,
  output: Record<string, unknown>,
  last: Member | undefined,
) => Member | undefined

interface Member {
  readonly name: string
  readonly open: string
  readonly close: string
  readonly ordinal: number
  next: Member | undefined
  readonly parse: Parse
}

/** The one spelling that AWS's times have; anything else goes to the stock reader. */
function utcDate(text: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/.test(text)) return undefined
  const date = new Date(text)
  return Number.isNaN(date.getTime()) ? undefined : date
}
