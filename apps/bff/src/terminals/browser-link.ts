import type { WebSocket } from 'ws'
import { z } from 'zod'
import type { TerminalCommand, TerminalNotice } from '@brume/console-api'
import { systemClock } from '@brume/session-channel'
import { terminalSize } from './size.ts'

/** What a browser asks of its terminal. */
export interface LinkListener {
  input(bytes: Uint8Array): void
  size(cols: number, rows: number): void
  end(): void
  /** Bytes were acknowledged. */
  acknowledged(): void
  closed(): void
}

const command: z.ZodType<TerminalCommand> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('size'), ...terminalSize }),
  z.strictObject({ type: z.literal('ack'), bytes: z.int().nonnegative() }),
  z.strictObject({ type: z.literal('end') }),
])

const pingMs = 30_000

/** The page's end of a terminal: one WebSocket. Counts what the page has not yet processed. */
export class BrowserLink {
  readonly #socket: WebSocket
  readonly #listener: LinkListener
  #unacknowledgedBytes = 0
  /** `blank`: all output so far will be in the restored screen. `restoring`: it is being made, and what comes now follows it. */
  #phase: 'blank' | 'restoring' | 'live' = 'blank'
  #held: Uint8Array[] = []
  #isAlive = true
  #cancelPing = () => {}

  constructor(socket: WebSocket, listener: LinkListener) {
    this.#socket = socket
    this.#listener = listener
    socket.on('message', (data, isBinary) => {
      const bytes = Buffer.isBuffer(data)
        ? data
        : Array.isArray(data)
          ? Buffer.concat(data)
          : Buffer.from(data)
      if (isBinary) listener.input(bytes)
      else this.#command(bytes.toString('utf8'))
    })
    socket.on('pong', () => (this.#isAlive = true))
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      this.#cancelPing()
      listener.closed()
    })
    this.#ping()
  }

  /** Bytes sent that the page has not acknowledged, or that still wait for its restored screen. */
  get unacknowledgedBytes(): number {
    return this.#unacknowledgedBytes
  }

  /** The screen is taken at this moment; output that comes from now on waits for it. */
  prepare(): void {
    this.#phase = 'restoring'
  }

  /** Begins with the restored screen. */
  begin(restored: Uint8Array): void {
    this.#phase = 'live'
    this.#unacknowledgedBytes += restored.length
    for (const bytes of [restored, ...this.#held.splice(0)]) this.#send(bytes)
  }

  output(bytes: Uint8Array): void {
    if (this.#phase === 'blank') return
    this.#unacknowledgedBytes += bytes.length
    if (this.#phase === 'restoring') this.#held.push(bytes)
    else this.#send(bytes)
  }

  notice(notice: TerminalNotice): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(notice))
  }

  pauseInput(): void {
    this.#socket.pause()
  }

  resumeInput(): void {
    this.#socket.resume()
  }

  close(code: number, reason: string): void {
    this.#socket.resume()
    this.#socket.close(code, reason)
  }

  #send(bytes: Uint8Array): void {
    if (this.#socket.readyState === this.#socket.OPEN && bytes.length > 0) this.#socket.send(bytes)
  }

  #command(text: string): void {
    const asked = parse(text)
    if (asked === undefined) this.close(1008, 'not understood')
    else if (asked.type === 'size') this.#listener.size(asked.cols, asked.rows)
    else if (asked.type === 'end') this.#listener.end()
    else {
      this.#unacknowledgedBytes = Math.max(0, this.#unacknowledgedBytes - asked.bytes)
      this.#listener.acknowledged()
    }
  }

  #ping(): void {
    this.#cancelPing = systemClock.after(pingMs, () => {
      // A paused socket reads no answers.
      if (!this.#isAlive && !this.#socket.isPaused) return this.#socket.terminate()
      this.#isAlive = this.#socket.isPaused
      this.#socket.ping()
      this.#ping()
    })
  }
}

function parse(text: string): TerminalCommand | undefined {
  try {
    return command.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
