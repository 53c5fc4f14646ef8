import type { Call } from '../commands/call.ts'
import { KeyDecoder, type Key } from './keys.ts'
import { Tty } from './tty.ts'
import { charWidth } from './width.ts'

/** A terminal taken over by a full-screen program. */
export class Screen {
  readonly tty: Tty
  readonly #call: Call
  readonly #keys = new KeyDecoder()

  constructor(call: Call, tty: Tty) {
    this.#call = call
    this.tty = tty
  }

  /** The caller's terminal, if it has one to take over. */
  static of(call: Call): Screen | undefined {
    const tty = [1, 0, 2]
      .map((fd) => call.files.get(fd)?.tty)
      .find((device) => device instanceof Tty)
    return tty ? new Screen(call, tty) : undefined
  }

  /** Runs with raw keys on the alternate screen, which is gone afterwards. */
  async use<T>(run: () => Promise<T>): Promise<T> {
    const release = this.tty.takeRaw()
    this.tty.show('\u001b[?1049h\u001b[?2004h\u001b[H\u001b[2J')
    try {
      return await run()
    } finally {
      this.tty.putBack(this.#keys.rest())
      release()
      this.tty.show('\u001b[?2004l\u001b[?1049l')
    }
  }

  /** The next key; undefined when the line was cut. A lone escape counts as a key when nothing follows it. */
  async key(): Promise<Key | undefined> {
    for (;;) {
      const key = this.#keys.next()
      if (key) return key
      const bytes = await this.tty.readRaw(this.#call.signal)
      if (!bytes) return undefined
      if (bytes.length === 1 && bytes[0] === 27) return { type: 'key', name: 'escape' }
      this.#keys.push(bytes)
    }
  }

  /** Draws all rows at once and puts the cursor. */
  draw(rows: readonly string[], row: number, col: number): void {
    const text = rows.map((line, index) => `\u001b[${index + 1};1H\u001b[2K${line}`).join('')
    this.tty.show(`\u001b[?25l${text}\u001b[${row + 1};${col + 1}H\u001b[?25h`)
  }
}

/** As much of a line as fits from a column on, tabs made plain. */
export function clip(line: string, cols: number, from = 0): string {
  let width = 0
  let text = ''
  for (const char of line.replaceAll('\t', '        ')) {
    const size = charWidth(char)
    if (width + size > from + cols) break
    if (width >= from) text += char.charCodeAt(0) < 32 ? '?' : char
    width += size
  }
  return text
}
