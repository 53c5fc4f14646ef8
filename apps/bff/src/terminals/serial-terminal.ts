import type { RemoteEvents, RemoteTerminal, TerminalSize } from './remote-terminal.ts'

/** The serial port of an instance of the embedded cloud, as its guest gives it. */
export interface SerialPort {
  write(bytes: Uint8Array): void
  resize(cols: number, rows: number): void
  pause(): void
  resume(): void
  close(): void
}

export type OpenSerialPort = (options: {
  readonly cols: number
  readonly rows: number
  readonly onData: (bytes: Uint8Array) => void
  readonly onExit: () => void
}) => Promise<SerialPort>

/** ttyS0 within this process. */
export class SerialTerminal implements RemoteTerminal {
  readonly sessionId = undefined
  readonly pendingInputBytes = 0
  readonly #openPort: OpenSerialPort
  readonly #events: RemoteEvents
  #size: TerminalSize
  #port: SerialPort | undefined
  #isClosed = false

  constructor(openPort: OpenSerialPort, size: TerminalSize, events: RemoteEvents) {
    this.#openPort = openPort
    this.#size = size
    this.#events = events
  }

  get size(): TerminalSize {
    return this.#size
  }

  async open(): Promise<void> {
    this.#port = await this.#openPort({
      ...this.#size,
      onData: (bytes) => this.#events.output(bytes),
      onExit: () => this.#close(),
    })
    this.#events.state('connected', '')
  }

  write(bytes: Uint8Array): void {
    this.#port?.write(bytes)
  }

  resize(size: TerminalSize): void {
    this.#size = size
    this.#port?.resize(size.cols, size.rows)
  }

  pauseOutput(): void {
    this.#port?.pause()
  }

  resumeOutput(): void {
    this.#port?.resume()
  }

  reconnectNow(): void {}

  async terminate(): Promise<void> {
    this.#port?.close()
    this.#close()
  }

  #close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#events.state('closed', '')
  }
}
