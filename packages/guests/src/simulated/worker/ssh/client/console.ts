import type { Call } from '../../commands/call.ts'
import { Tty } from '../../tty/tty.ts'

/** The controlling terminal: where a program asks, whatever its standard input and output are. */
export class Console {
  readonly #call: Call
  readonly #tty: Tty | undefined

  constructor(call: Call) {
    this.#call = call
    this.#tty = [call.process.tty, call.files.get(0)?.tty, call.files.get(2)?.tty].find(
      (tty) => tty instanceof Tty,
    )
  }

  get present(): boolean {
    return this.#tty !== undefined
  }

  get tty(): Tty | undefined {
    return this.#tty
  }

  /** An answer; undefined where there is nobody to ask, or the line was cut. */
  async ask(prompt: string, hidden: boolean): Promise<string | undefined> {
    const tty = this.#tty
    if (!tty) return undefined
    tty.show(prompt.replaceAll('\n', '\r\n'))
    const echo = tty.echo
    if (hidden) tty.echo = false
    try {
      const line = await tty.readCooked(4096, this.#call.signal)
      if (hidden) tty.show('\r\n')
      return line && Buffer.from(line).toString().replace(/\n$/, '')
    } finally {
      tty.echo = echo
    }
  }
}
