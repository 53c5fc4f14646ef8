import type { Duplex } from 'node:stream'
import { Gate } from '../system/gate.ts'
import { OpenFile } from '../system/open-file.ts'
import { FsError } from '../vfs/errors.ts'

/** A stream as an open file: reads wait for bytes, writes for room. */
export class SocketFile extends OpenFile {
  readonly #stream: Duplex
  readonly #gate = new Gate()
  #rest: Buffer | undefined
  #reads = false

  constructor(stream: Duplex) {
    super()
    this.#stream = stream
    for (const event of ['end', 'close', 'error']) stream.on(event, () => this.#gate.open())
  }

  async read(max: number, signal: AbortSignal): Promise<Uint8Array | undefined> {
    // Not before somebody reads: a stream that is watched for bytes does not let them pass unread.
    if (!this.#reads) this.#stream.on('readable', () => this.#gate.open())
    this.#reads = true
    for (;;) {
      signal.throwIfAborted()
      const bytes: Buffer | null = this.#rest ?? this.#stream.read()
      this.#rest = undefined
      if (bytes) {
        if (bytes.length > max) this.#rest = bytes.subarray(max)
        return bytes.subarray(0, max)
      }
      if (this.#stream.readableEnded) return undefined
      if (this.#stream.errored) throw new FsError('ECONNRESET', '', 'read')
      if (this.#stream.destroyed) return undefined
      await this.#gate.wait(signal)
    }
  }

  async write(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    if (bytes.length === 0) return
    let done = false
    let failed = false
    this.#stream.write(bytes.slice(), (error) => {
      done = true
      failed = error !== null && error !== undefined
      this.#gate.open()
    })
    while (!done && !this.#stream.destroyed) await this.#gate.wait(signal)
    if (failed || !done) throw new FsError('EPIPE', '', 'write')
  }

  /** No more will be written; reading goes on. */
  finish(): void {
    if (!this.#stream.writableEnded) this.#stream.end()
  }

  protected override end(): void {
    this.finish()
    // Whatever still comes is thrown away, as a closed socket does.
    this.#stream.removeAllListeners('readable')
    this.#stream.resume()
  }
}
