import { connect, type Socket } from 'node:net'

/** A whole answer as it came; nothing of it is read before it is asked for. */
export interface RawAnswer {
  readonly status: number
  /** Head and body. */
  readonly bytes: number
  text(): string
}

/** One plain keep-alive connection of HTTP/1.1, one request at a time: what it costs a benchmark is close to nothing. */
export interface RawConnection {
  /** Sends a request as it stands on the wire; rejects when the connection ends before the answer. */
  send(request: string | Uint8Array): Promise<RawAnswer>
  close(): void
}

export function openRawConnection(port: number): RawConnection {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true })
  let chunks: Buffer[] = []
  let received = 0
  let status = 0
  /** Of the whole answer; undefined while it is unknown, Infinity for one in chunks. */
  let length: number | undefined
  let waiting: PromiseWithResolvers<RawAnswer> | undefined

  socket.on('data', (data: Buffer) => {
    chunks.push(data)
    received += data.length
    if (length === undefined) readHead()
    const isWhole = length === Infinity ? endsInEmptyChunk() : received >= (length ?? Infinity)
    if (isWhole) finish()
  })
  const fail = (cause?: Error): void =>
    waiting?.reject(cause ?? new Error('The server closed the connection'))
  socket.on('error', fail)
  socket.on('close', () => fail())

  function readHead(): void {
    const start = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)
    const end = start?.indexOf('\r\n\r\n') ?? -1
    if (!start || end === -1) return
    const head = start.toString('latin1', 0, end)
    status = Number(head.slice(9, 12))
    const declared = /content-length: (\d+)/i.exec(head)?.[1]
    length = declared === undefined ? Infinity : end + 4 + Number(declared)
  }

  function endsInEmptyChunk(): boolean {
    const last = chunks.at(-1)
    const tail = last && last.length < 5 ? Buffer.concat(chunks).subarray(-5) : last?.subarray(-5)
    return tail?.toString('latin1') === '0\r\n\r\n'
  }

  function finish(): void {
    const whole = chunks
    const answer = { status, bytes: received, text: () => Buffer.concat(whole).toString() }
    chunks = []
    received = 0
    length = undefined
    const done = waiting
    waiting = undefined
    done?.resolve(answer)
  }

  return {
    send(request) {
      waiting = Promise.withResolvers<RawAnswer>()
      socket.write(request)
      return waiting.promise
    },
    close: () => socket.destroy(),
  }
}
