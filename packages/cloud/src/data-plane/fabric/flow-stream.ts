import { Duplex } from 'node:stream'

/** What a flow does with a connection's bytes. */
export interface FlowGate {
  /** Called for each portion: towards the far end, or back. */
  onBytes(way: 'there' | 'back', bytes: number, portion: Uint8Array): void
  /** Called once, when the connection is over. */
  onClose(): void
}

class ConnectionReset extends Error {
  override readonly name = 'ConnectionReset'
  readonly code = 'ECONNRESET'
  constructor() {
    super('read ECONNRESET')
  }
}

/**
 * A connection as it goes through the network: the caller's end of a stream whose far end somebody else has. While it is held
 * nothing passes in either direction, and nothing is lost, as when packets are dropped and sent again.
 */
export class FlowStream extends Duplex {
  readonly #far: Duplex
  readonly #gate: FlowGate
  #held = false
  #wanted = false
  /** What to do when it is let go. */
  #waiting: (() => void) | undefined

  constructor(far: Duplex, gate: FlowGate) {
    super({ allowHalfOpen: true })
    this.#far = far
    this.#gate = gate
    // A reset that nobody listens for must not end the process.
    this.on('error', () => {})
    far.on('data', (chunk: Buffer) => {
      gate.onBytes('back', chunk.length, chunk)
      if (this.push(chunk)) return
      this.#wanted = false
      far.pause()
    })
    far.pause()
    far.on('end', () => this.push(null))
    far.on('error', () => this.destroy(new ConnectionReset()))
    far.on('close', () => {
      if (!far.readableEnded || !far.writableFinished) this.destroy(new ConnectionReset())
    })
    this.once('close', () => gate.onClose())
    // Accepted and reset at once: its close was told before anybody could hear it.
    if (far.destroyed) process.nextTick(() => this.destroy(new ConnectionReset()))
  }

  get held(): boolean {
    return this.#held
  }

  hold(): void {
    this.#held = true
    this.#far.pause()
  }

  letGo(): void {
    this.#held = false
    const waiting = this.#waiting
    this.#waiting = undefined
    waiting?.()
    if (this.#wanted) this.#far.resume()
  }

  override _read(): void {
    this.#wanted = true
    if (!this.#held) this.#far.resume()
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#whenLetGo(() => {
      this.#gate.onBytes('there', chunk.length, chunk)
      if (this.#far.write(chunk)) done()
      else this.#far.once('drain', done)
    })
  }

  override _final(done: () => void): void {
    this.#whenLetGo(() => {
      this.#far.end()
      done()
    })
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#waiting = undefined
    if (!this.#far.readableEnded || !this.#far.writableFinished) this.#far.destroy()
    done(error)
  }

  #whenLetGo(pass: () => void): void {
    if (this.#held) this.#waiting = pass
    else pass()
  }
}
