import type { Cancel, Clock } from '@brume/clock'
import type { Terminal, TerminalOptions } from '../driver.ts'

type SerialOptions = Omit<TerminalOptions, 'user' | 'argv' | 'term'>

/** What a serial console needs of its guest. */
export interface SerialWires {
  readonly clock: Clock
  /** The login prompt of the running system. */
  openLogin(options: SerialOptions): Terminal
  closed(): void
}

/** While nobody takes what the console says, so much of it waits; what is older is lost, as on a wire. */
const keptBytes = 256 * 1024

/** Somebody at ttyS0: the text of boots as it comes, and the login of whatever system runs. Lives through reboots. */
export class SerialConsole implements Terminal {
  readonly #options: SerialOptions
  readonly #wires: SerialWires
  #size: { cols: number; rows: number }
  #login: Terminal | undefined
  #cancel: Cancel = () => {}
  #waiting: Uint8Array[] = []
  #paused = false
  #open = true

  constructor(options: SerialOptions, wires: SerialWires) {
    this.#options = options
    this.#wires = wires
    this.#size = { cols: options.cols, rows: options.rows }
  }

  /** A boot: its lines that are still to come, and when its login prompt waits, if ever. */
  begin(
    lines: readonly { readonly atMs: number; readonly text: string }[],
    readyAt: number | undefined,
  ): void {
    this.#cancel()
    this.#login = undefined
    const now = this.#wires.clock.now()
    const coming = lines.filter(({ atMs }) => atMs > now).toSorted((a, b) => a.atMs - b.atMs)
    const next = (): void => {
      const line = coming[0]
      const atMs = Math.min(line?.atMs ?? Infinity, this.#login ? Infinity : (readyAt ?? Infinity))
      if (!this.#open || atMs === Infinity) return
      this.#cancel = this.#wires.clock.at(atMs, () => {
        while (coming[0] && coming[0].atMs <= atMs) this.show(coming.shift()?.text ?? '')
        if (readyAt !== undefined && readyAt <= atMs) this.#openLogin()
        next()
      })
    }
    if (readyAt !== undefined && readyAt <= now) this.#openLogin()
    next()
  }

  show(text: string): void {
    if (this.#open && text !== '') this.#output(Buffer.from(text))
  }

  exit(code: number): void {
    if (!this.#open) return
    this.#end()
    this.#options.onExit(code)
  }

  write(bytes: Uint8Array): void {
    this.#login?.write(bytes)
  }

  resize(cols: number, rows: number): void {
    this.#size = { cols, rows }
    this.#login?.resize(cols, rows)
  }

  pause(): void {
    this.#paused = true
    this.#login?.pause()
  }

  resume(): void {
    this.#paused = false
    for (const bytes of this.#waiting.splice(0)) this.#options.onData(bytes)
    this.#login?.resume()
  }

  close(): void {
    if (this.#open) this.#end()
  }

  #openLogin(): void {
    if (this.#login || !this.#open) return
    const login = this.#wires.openLogin({
      ...this.#size,
      onData: (bytes) => this.#output(bytes),
      onExit: () => {
        if (this.#login === login) this.#login = undefined
      },
    })
    this.#login = login
    if (this.#paused) login.pause()
  }

  #output(bytes: Uint8Array): void {
    if (!this.#paused) return this.#options.onData(bytes)
    this.#waiting.push(bytes)
    let length = this.#waiting.reduce((sum, part) => sum + part.length, 0)
    while (length > keptBytes) length -= this.#waiting.shift()?.length ?? length
  }

  #end(): void {
    this.#open = false
    this.#cancel()
    this.#login?.close()
    this.#wires.closed()
  }
}
