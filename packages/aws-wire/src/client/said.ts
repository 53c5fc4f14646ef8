import { copyOf, type Cursor } from './cursor.ts'

/** An element as it stood in a document, with what was read of it. */
interface Saying<M> {
  raw: string
  /** Whether `raw` is a copy of its own, which is compared several times faster. */
  isCopy: boolean
  member: M | undefined
  value: unknown
  /** What came after it when it last came. */
  next: Saying<M> | undefined
}

/** What the structures of one kind have said so far in a document, element by element, each with what mostly follows. */
export class Said<M> {
  readonly first: Saying<M> = {
    raw: '',
    isCopy: true,
    member: undefined,
    value: undefined,
    next: undefined,
  }
  readonly #byTag = new Map<string, Saying<M>>()

  /** Goes past an element that stands here word for word once more. */
  isAgain(one: Saying<M>, cursor: Cursor): boolean {
    const end = cursor.at + one.raw.length
    // startsWith() is slower by an order of magnitude
    if (cursor.xml.slice(cursor.at, end) !== one.raw) return false
    if (!one.isCopy) {
      one.raw = copyOf(one.raw)
      one.isCopy = true
    }
    cursor.at = end
    return true
  }

  /** Notes the element that came after `before`. */
  put(before: Saying<M>, raw: string, member: M | undefined, value: unknown): Saying<M> {
    const tag = raw.slice(1, raw.indexOf('>'))
    let one = this.#byTag.get(tag)
    if (one) {
      one.raw = raw
      one.isCopy = false
      one.member = member
      one.value = value
    } else {
      one = { raw, isCopy: false, member, value, next: undefined }
      this.#byTag.set(tag, one)
    }
    before.next = one
    return one
  }
}
