import {
  terminalCloseCodes,
  type TerminalCommand,
  type TerminalEnd,
  type TerminalNotice,
  type TerminalState,
} from '@brume/console-api'

/** Why it is in that state: by name where that is known, and in the far end's words. */
export interface Why {
  readonly end?: TerminalEnd | undefined
  readonly reason?: string | undefined
}

export interface LinkEvents {
  /** A new attachment begins: what is on the screen comes again, whole. */
  onAttach(): void
  onBytes(bytes: Uint8Array): void
  onState(state: TerminalState, why?: Why): void
  onIdleWarning(secondsLeft: number): void
}

const firstRetryMs = 250
const longestRetryMs = 5_000
/** Acknowledging every chunk would double the frames; the server pauses at 512 KiB. */
const ackEveryBytes = 64 * 1024

/** The page's end of one terminal: keeps a WebSocket open until the session is over, and re-attaches when it breaks. */
export class TerminalLink {
  readonly #url: URL
  readonly #events: LinkEvents
  #socket: WebSocket | undefined
  #retry: ReturnType<typeof setTimeout> | undefined
  #retryMs = firstRetryMs
  #size: { readonly cols: number; readonly rows: number } | undefined
  #unacknowledged = 0
  #over = false

  constructor(url: URL, events: LinkEvents) {
    this.#url = url
    this.#events = events
    this.#open()
  }

  send(bytes: Uint8Array): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(Uint8Array.from(bytes))
  }

  resize(cols: number, rows: number): void {
    this.#size = { cols, rows }
    this.#command({ type: 'size', cols, rows })
  }

  /** The screen has drawn this many bytes; `idle` when nothing waits to be drawn. */
  drawn(bytes: number, idle: boolean): void {
    this.#unacknowledged += bytes
    if (this.#unacknowledged === 0 || (!idle && this.#unacknowledged < ackEveryBytes)) return
    this.#command({ type: 'ack', bytes: this.#unacknowledged })
    this.#unacknowledged = 0
  }

  /** Leaves the terminal running on the server. */
  close(): void {
    this.#over = true
    clearTimeout(this.#retry)
    this.#socket?.close()
  }

  #command(command: TerminalCommand): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(command))
  }

  #open(): void {
    const socket = new WebSocket(this.#url)
    socket.binaryType = 'arraybuffer'
    this.#socket = socket
    socket.addEventListener('open', () => {
      this.#retryMs = firstRetryMs
      this.#unacknowledged = 0
      this.#events.onAttach()
      if (this.#size) this.#command({ type: 'size', ...this.#size })
    })
    socket.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer | string>) => {
      if (this.#socket !== socket) return
      if (typeof data === 'string') this.#notice(data)
      else this.#events.onBytes(new Uint8Array(data))
    })
    socket.addEventListener('close', ({ code, reason }) => {
      if (this.#over || this.#socket !== socket) return
      // 4000 and above are the server's own words: this terminal is elsewhere now, or gone.
      if (code >= 4000) {
        this.#over = true
        const end = code === terminalCloseCodes.elsewhere ? 'elsewhere' : 'ended'
        this.#events.onState('closed', { end, reason })
        return
      }
      this.#events.onState('reconnecting')
      this.#retry = setTimeout(() => this.#open(), this.#retryMs)
      this.#retryMs = Math.min(this.#retryMs * 2, longestRetryMs)
    })
  }

  #notice(text: string): void {
    // The contract says what the server sends.
    const notice = JSON.parse(text) as TerminalNotice
    if (notice.type === 'idle-warning') {
      this.#events.onIdleWarning(notice.secondsLeft)
      return
    }
    if (notice.state === 'closed') this.#over = true
    this.#events.onState(notice.state, notice)
  }
}
