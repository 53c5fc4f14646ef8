/** A value as it was typed, before the member that it is for gives it a type. */
export type Typed = string | readonly Typed[] | { readonly [key: string]: Typed }

export class ShorthandError extends Error {
  override readonly name = 'ShorthandError'
}

/**
 * `Name=tag:Role,Values=web,db` and `a={b=1},c=[x,y]`.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-shorthand.html
 */
export function parseShorthand(text: string): { readonly [key: string]: Typed } {
  return new Reader(text).pairs()
}

class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  pairs(): { readonly [key: string]: Typed } {
    const found: [string, Typed][] = []
    for (;;) {
      const key = this.#key()
      this.#take('=')
      found.push([key, this.#values()])
      if (this.#at >= this.#text.length) return Object.fromEntries(found)
      this.#take(',')
    }
  }

  #key(): string {
    const key = this.#run(/[\w\-.#/:]*/y)
    this.#run(/\s*/y)
    return key
  }

  /** `a`, `a,b` up to the next `key=`, `[…]`, `{…}`. */
  #values(): Typed {
    const next = this.#text[this.#at]
    if (next === undefined) return ''
    if (next === '[' || next === '{') return this.#nested()
    const first = this.#scalar(/(?:\\,|[^,"'])(?:\\,|[^,])*/y)
    const items = [first]
    for (;;) {
      const comma = this.#at
      if (this.#text[comma] !== ',') break
      this.#at += 1
      this.#run(/\s*/y)
      const item = this.#scalar(/(?:\\,|[^,="'])(?:\\,|[^,=])*/y)
      const isKey = this.#text[this.#at] === '=' || (item === '' && this.#at >= this.#text.length)
      if (isKey) {
        this.#at = comma
        break
      }
      items.push(item)
    }
    return items.length === 1 ? first : items
  }

  #nested(): Typed {
    if (this.#text[this.#at] === '[') {
      const items: Typed[] = []
      this.#between('[', ']', () => items.push(this.#inner()))
      return items
    }
    const found: [string, Typed][] = []
    this.#between('{', '}', () => {
      const key = this.#key()
      this.#take('=')
      found.push([key, this.#inner()])
    })
    return Object.fromEntries(found)
  }

  #inner(): Typed {
    const next = this.#text[this.#at]
    if (next === '[' || next === '{') return this.#nested()
    return this.#scalar(/(?:\\,|[^,"'\]}])(?:\\,|[^,\]}])*/y)
  }

  #between(open: string, close: string, item: () => void): void {
    this.#take(open)
    while (this.#text[this.#at] !== close) {
      item()
      this.#run(/\s*/y)
      if (this.#text[this.#at] !== close) this.#take(',')
    }
    this.#take(close)
  }

  #scalar(plain: RegExp): string {
    const quote = this.#text[this.#at]
    if (quote !== '"' && quote !== "'") return this.#run(plain).replaceAll('\\,', ',').trimEnd()
    const quoted = this.#run(quote === '"' ? /"(?:\\.|[^"\\])*"/sy : /'(?:\\.|[^'\\])*'/sy)
    if (quoted === '') throw this.#unexpected(quote)
    this.#run(/\s*/y)
    return quoted.slice(1, -1).replaceAll(`\\${quote}`, quote).replaceAll('\\\\', '\\')
  }

  #take(expected: string): void {
    this.#run(/\s*/y)
    if (this.#text[this.#at] !== expected) throw this.#unexpected(expected)
    this.#at += 1
    this.#run(/\s*/y)
  }

  #run(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0] ?? ''
    this.#at += found.length
    return found
  }

  #unexpected(expected: string): ShorthandError {
    const received = this.#text[this.#at] ?? 'EOF'
    return new ShorthandError(
      `Expected: '${expected}', received: '${received}' for input:\n${this.#text}\n${' '.repeat(this.#at)}^`,
    )
  }
}
