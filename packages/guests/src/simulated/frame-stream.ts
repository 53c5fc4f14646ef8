import { Duplex } from 'node:stream'

/** What the two ends of a stream tell each other. */
export type Frame =
  | { readonly type: 'data'; readonly bytes: Uint8Array }
  /** No more bytes from this end. */
  | { readonly type: 'end' }
  | { readonly type: 'reset' }
  /** So many bytes were taken: as many more may come. */
  | { readonly type: 'taken'; readonly bytes: number }

/** Bytes under way in one direction before the sender must wait. */
const windowBytes = 256 * 1024
/** What was taken is told in portions of at least this much. */
const portionBytes = 64 * 1024

export class ConnectionReset extends Error {
  override readonly name = 'ConnectionReset'
  readonly code = 'ECONNRESET'

  constructor() {
    super('read ECONNRESET')
  }
}

/**
 * One end of a TCP-like stream whose frames somebody else carries, such as the port between a guest and the main thread: both
 * directions are held to a window, each can be closed alone, and `destroy()` resets.
 */
export class FrameStream extends Duplex {
  readonly #send: (frame: Frame) => void
  readonly #waiting: Uint8Array[] = []
  #sent = 0
  #held: (() => void) | undefined
  #taken = 0
  #wanted = false
  #ended = false
  #over = false

  constructor(send: (frame: Frame) => void) {
    super({ allowHalfOpen: true, emitClose: true })
    this.#send = send
    // A reset that nobody listens for must not end the process.
    this.on('error', () => {})
  }

  /** Takes what the other end sent. */
  receive(frame: Frame): void {
    if (this.destroyed) return
    switch (frame.type) {
      case 'data':
        this.#waiting.push(frame.bytes)
        this.#give()
        return
      case 'end':
        this.#ended = true
        this.#give()
        return
      case 'taken':
        this.#sent -= frame.bytes
        this.#release()
        return
      case 'reset':
        this.#over = true
        this.destroy(new ConnectionReset())
    }
  }

  /** The other end is gone: if it had not said all it had to say, that is a reset. */
  lost(): void {
    if (!this.#ended || !this.writableFinished) this.receive({ type: 'reset' })
  }

  override _read(): void {
    this.#wanted = true
    this.#give()
  }

  override _write(chunk: Uint8Array, _encoding: string, done: (error?: Error) => void): void {
    this.#carry(chunk, done)
  }

  #carry(chunk: Uint8Array, done: (error?: Error) => void): void {
    this.#sent += chunk.length
    // A copy of just these bytes: a pooled buffer must not travel whole.
    this.#send({ type: 'data', bytes: new Uint8Array(chunk) })
    this.#held = () => done()
    this.#release()
  }

  /** What was written in one go, such as a head and its body, goes as one. */
  override _writev(chunks: { readonly chunk: Uint8Array }[], done: (error?: Error) => void): void {
    this.#carry(Buffer.concat(chunks.map(({ chunk }) => chunk)), done)
  }

  override _final(done: () => void): void {
    this.#send({ type: 'end' })
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const whole = this.readableEnded && this.writableFinished
    if (!whole && !this.#over) this.#send({ type: 'reset' })
    this.#over = true
    this.#waiting.length = 0
    done(error)
  }

  #release(): void {
    if (this.#sent >= windowBytes) return
    const held = this.#held
    this.#held = undefined
    held?.()
  }

  #give(): void {
    while (this.#wanted) {
      const bytes = this.#waiting.shift()
      if (!bytes) break
      this.#taken += bytes.length
      this.#wanted = this.push(bytes)
    }
    if (this.#taken >= portionBytes) {
      this.#send({ type: 'taken', bytes: this.#taken })
      this.#taken = 0
    }
    if (this.#wanted && this.#ended && this.#waiting.length === 0) {
      this.#wanted = false
      this.push(null)
    }
  }
}

/** Two ends that are joined in this very thread. */
export function framePair(): [FrameStream, FrameStream] {
  const carry = (frame: Frame, other: () => FrameStream): void =>
    queueMicrotask(() => other().receive(frame))
  const near: FrameStream = new FrameStream((frame) => carry(frame, () => far))
  const far: FrameStream = new FrameStream((frame) => carry(frame, () => near))
  return [near, far]
}

/** Carries bytes, half-closes and resets between two streams. */
export function join(one: Duplex, other: Duplex): void {
  tie(one, other)
  tie(other, one)
}

function tie(from: Duplex, to: Duplex): void {
  from.pipe(to)
  from.on('error', () => to.destroy())
  from.on('close', () => {
    if (!from.readableEnded || !from.writableFinished) to.destroy()
  })
}
