import type { RemoteEvents, RemoteTerminal, TerminalSize } from './remote-terminal.ts'

/** A terminal of the embedded cloud, as its guest gives it. */
export interface GuestTty {
  write(bytes: Uint8Array): void
  resize(cols: number, rows: number): void
  pause(): void
  resume(): void
  close(): void
}

export type OpenGuestTty = (options: {
  readonly cols: number
  readonly rows: number
  readonly onData: (bytes: Uint8Array) => void
  readonly onExit: () => void
}) => Promise<GuestTty>

/** A serial console, or a laptop's shell, within this process: it has no socket to lose. */
export class GuestTerminal implements RemoteTerminal {
  readonly sessionId = undefined
  readonly pendingInputBytes = 0
  readonly #openTty: OpenGuestTty
  readonly #events: RemoteEvents
  #size: TerminalSize
  #tty: GuestTty | undefined
  #isClosed = false

  constructor(openTty: OpenGuestTty, size: TerminalSize, events: RemoteEvents) {
    this.#openTty = openTty
    this.#size = size
    this.#events = events
  }

  get size(): TerminalSize {
    return this.#size
  }

  async open(): Promise<void> {
    this.#tty = await this.#openTty({
      ...this.#size,
      onData: (bytes) => this.#events.output(bytes),
      onExit: () => this.#close(),
    })
    this.#events.state('connected', '')
  }

  write(bytes: Uint8Array): void {
    this.#tty?.write(bytes)
  }

  resize(size: TerminalSize): void {
    this.#size = size
    this.#tty?.resize(size.cols, size.rows)
  }

  pauseOutput(): void {
    this.#tty?.pause()
  }

  resumeOutput(): void {
    this.#tty?.resume()
  }

  reconnectNow(): void {}

  async terminate(): Promise<void> {
    this.#tty?.close()
    this.#close()
  }

  #close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#events.state('closed', '')
  }
}
