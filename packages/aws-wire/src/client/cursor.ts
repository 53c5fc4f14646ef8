/** Thrown, without the cost of a stack, when the document is not plain enough for the one-pass reader. */
export const notPlain: unique symbol = Symbol('not plain XML')

/** Texts this short are copied by the engine; a longer slice would keep the whole document alive. */
const copiedLength = 12

/** Longer texts are rare, and no copy of one pays. */
const longestCopied = 4096

const scratch = Buffer.alloc(longestCopied * 3)

/** The text on its own, not a view of a document; a very long one stays such a view. */
export function copyOf(text: string): string {
  return text.length > longestCopied ? text : scratch.toString('utf8', 0, scratch.write(text))
}

/** A place in a document of plain XML: elements without attributes, text, nothing else. */
export class Cursor {
  readonly xml: string
  at = 0
  /** The last opening tag was that of an empty element, `<x/>`. */
  isEmpty = false
  /** Values repeat (states, types, zones): one copy of each text is enough. */
  readonly #texts = new Map<string, string>()

  constructor(xml: string) {
    this.xml = xml
  }

  /** Goes to the next tag; true when it closes the element that `closeTag` names, and then past it. */
  closes(closeTag: string, mayHoldText = false): boolean {
    const { xml } = this
    const tag = xml.indexOf('<', this.at)
    if (tag === -1) throw notPlain
    // Text beside elements means things of its own to the stock parser.
    if (tag !== this.at && !mayHoldText && xml.slice(this.at, tag).trim() !== '') throw notPlain
    this.at = tag
    if (xml.charCodeAt(tag + 1) !== 0x2f) return false
    if (!xml.startsWith(closeTag, tag)) throw notPlain
    this.at = tag + closeTag.length
    return true
  }

  /** Reads the opening tag here and goes past it. An empty element's name ends in a slash. */
  open(): string {
    const end = this.xml.indexOf('>', this.at)
    const name = this.xml.slice(this.at + 1, end)
    if (end === -1 || !isName(name)) throw notPlain
    this.at = end + 1
    this.isEmpty = name.charCodeAt(name.length - 1) === 0x2f
    return name
  }

  /** Reads the text up to the closing tag and goes past it. */
  text(closeTag: string): string {
    const { xml, at } = this
    const end = xml.indexOf('<', at)
    if (end === -1 || !xml.startsWith(closeTag, end)) throw notPlain
    this.at = end + closeTag.length
    const raw = xml.slice(at, end)
    if (raw.charCodeAt(0) <= 0x20 && raw.trim() === '' && raw.includes('\n')) return ''
    return this.#own(raw.includes('&') ? decodeEntities(raw) : raw)
  }

  /** Goes past an element that nobody wants. */
  skip(name: string): void {
    if (name.endsWith('/')) return
    const open = [name]
    for (let inner = open.at(-1); inner !== undefined; inner = open.at(-1)) {
      if (this.closes(`</${inner}>`, true)) open.pop()
      else {
        const next = this.open()
        if (!next.endsWith('/')) open.push(next)
      }
    }
  }

  /**
   * Goes past an element of which nothing is wanted, looking at no more than it must: whether it is plain inside, and does not hold
   * another of its name.
   */
  pass(name: string): void {
    if (name.endsWith('/')) return
    const close = `</${name}>`
    const end = this.xml.indexOf(close, this.at)
    const inside = this.xml.slice(this.at, end === -1 ? undefined : end)
    if (end === -1 || inside.includes('<!') || inside.includes(`<${name}>`)) this.skip(name)
    else this.at = end + close.length
  }

  /** Goes past the declaration and the root's opening tag; the root may have attributes. Returns its closing tag. */
  enterRoot(): string {
    const root = /^\s*(?:<\?xml[^>]*\?>)?\s*<([A-Za-z_][\w.-]*)(?:\s[^<>]*)?>/.exec(
      this.xml.slice(0, 1024),
    )
    if (!root || root[0].endsWith('/>')) throw notPlain
    this.at = root[0].length
    return `</${root[1]}>`
  }

  #own(text: string): string {
    if (text.length <= copiedLength || text.length > longestCopied) return text
    const known = this.#texts.get(text)
    if (known !== undefined) return known
    const copy = copyOf(text)
    this.#texts.set(copy, copy)
    return copy
  }
}

/** No white space, no markup: what is left is a name, perhaps with the slash of an empty element. */
function isName(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code <= 0x20 || code === 0x21 || code === 0x3f || code === 0x3d || code === 0x3c)
      return false
  }
  return text.length > 0
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|([a-zA-Z][a-zA-Z0-9]{0,30}));/g,
    (_, hex?: string, decimal?: string, named?: string) => {
      if (named !== undefined) return entities[named] ?? ''
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      if (code > 0x10ffff) throw notPlain
      return String.fromCodePoint(code)
    },
  )
}
