import type { Clock } from '@brume/clock'
import type { Transport } from './transport.ts'

/** What a transport needs of a WebSocket of the `ws` library, which this package does not depend on. */
export interface Socket {
  readonly bufferedAmount: number
  readonly isPaused: boolean
  send(data: Uint8Array | string): void
  close(code?: number, reason?: string): void
  terminate(): void
  ping(): void
  pause(): void
  resume(): void
  on(event: 'message', listener: (data: SocketData, isBinary: boolean) => void): unknown
  on(event: 'close', listener: (code: number, reason: Buffer) => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  on(event: 'pong', listener: () => void): unknown
}

type SocketData = Buffer | ArrayBuffer | Buffer[]

export interface SocketTransportOptions {
  readonly clock: Clock
  /**
   * Whether a peer from which nothing came for two pings is given up, so that a dead network is noticed. Not for the agent's end:
   * a client that is held back, or asleep, answers no pings, and lives.
   */
  readonly expectsPongs: boolean
}

/** Proxies cut idle sockets after about a minute. */
const pingMs = 30_000

/** A transport over an open socket, which it pings. */
export function socketTransport(
  socket: Socket,
  { clock, expectsPongs }: SocketTransportOptions,
): Transport {
  let isHeard = true
  const schedule = () =>
    clock.after(pingMs, () => {
      // A socket that is not being read hears nothing.
      if (expectsPongs && !isHeard && !socket.isPaused) return socket.terminate()
      isHeard = socket.isPaused
      socket.ping()
      cancelPing = schedule()
    })
  let cancelPing = schedule()
  socket.on('pong', () => (isHeard = true))
  // What failed is told by the close that follows.
  socket.on('error', () => socket.terminate())
  socket.on('close', () => cancelPing())
  return {
    get bufferedBytes() {
      return socket.bufferedAmount
    },
    send: (data) => socket.send(data),
    close: (code, reason) => socket.close(code, reason),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    listen: (listener) => {
      socket.on('message', (data, isBinary) => {
        isHeard = true
        const bytes = toBuffer(data)
        listener.message(isBinary ? bytes : bytes.toString('utf8'))
      })
      socket.on('close', (code, reason) => listener.closed(code, reason.toString('utf8')))
    },
  }
}

function toBuffer(data: SocketData): Buffer {
  if (Buffer.isBuffer(data)) return data
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data)
}
