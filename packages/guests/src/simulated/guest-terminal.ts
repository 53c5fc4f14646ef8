import type { Terminal, TerminalOptions } from '../driver.ts'
import type { ShellRemains } from './protocol.ts'

/** What a terminal asks of its guest. */
export interface TerminalWires {
  write(bytes: Uint8Array): void
  resize(cols: number, rows: number): void
  /** So many bytes were handed on; the worker sends more only within its window. */
  taken(bytes: number): void
  close(): void
}

const pieceBytes = 64 * 1024

/** The main thread's end of one terminal: hands output on unless paused, and tells the worker what was taken. */
export class GuestTerminal implements Terminal {
  readonly #options: TerminalOptions
  readonly #wires: TerminalWires
  readonly #serial: boolean
  #cols: number
  #rows: number
  #remains: ShellRemains | undefined
  #waiting: Uint8Array[] = []
  #paused = false
  #open = true
  #exitCode: number | undefined

  constructor(options: TerminalOptions, wires: TerminalWires, serial = false) {
    this.#serial = serial
    this.#options = options
    this.#wires = wires
    this.#cols = options.cols
    this.#rows = options.rows
  }

  /** What a worker needs to open, or to open again, this terminal. */
  get opening(): Pick<TerminalOptions, 'user' | 'argv' | 'term' | 'cols' | 'rows'> & {
    remains?: ShellRemains
    serial?: true
  } {
    const { user, argv, term } = this.#options
    return {
      user,
      argv,
      term,
      cols: this.#cols,
      rows: this.#rows,
      ...(this.#serial ? { serial: true } : {}),
      ...(this.#remains ? { remains: this.#remains } : {}),
    }
  }

  /** Whether a shell may take the place of one that was lost; a program must not run twice. */
  get isShell(): boolean {
    return this.#options.argv === undefined
  }

  keep(remains: ShellRemains): void {
    this.#remains = remains
  }

  output(bytes: Uint8Array): void {
    if (!this.#open) return
    this.#waiting.push(bytes)
    this.#drain()
  }

  exit(code: number): void {
    if (!this.#open || this.#exitCode !== undefined) return
    this.#exitCode = code
    this.#drain()
  }

  write(bytes: Uint8Array): void {
    if (this.#open && bytes.length > 0) this.#wires.write(bytes.slice())
  }

  resize(cols: number, rows: number): void {
    if (!this.#open || !(cols > 0 && rows > 0)) return
    this.#cols = Math.min(1000, Math.floor(cols))
    this.#rows = Math.min(1000, Math.floor(rows))
    this.#wires.resize(this.#cols, this.#rows)
  }

  pause(): void {
    this.#paused = true
  }

  resume(): void {
    this.#paused = false
    this.#drain()
  }

  close(): void {
    if (!this.#open) return
    this.#open = false
    this.#waiting = []
    this.#wires.close()
  }

  #drain(): void {
    while (this.#open && !this.#paused) {
      const bytes = this.#waiting.shift()
      if (!bytes) break
      for (let from = 0; from < bytes.length; from += pieceBytes)
        this.#options.onData(bytes.subarray(from, from + pieceBytes))
      this.#wires.taken(bytes.length)
    }
    if (this.#open && this.#exitCode !== undefined && this.#waiting.length === 0) {
      this.#open = false
      this.#options.onExit(this.#exitCode)
    }
  }
}
