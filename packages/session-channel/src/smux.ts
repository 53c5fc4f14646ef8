import { Duplex } from 'node:stream'
import { encodeSmuxFrame, maxSmuxData, SmuxCommand, SmuxParser } from './smux-frame.ts'

export interface SmuxOptions {
  readonly role: 'client' | 'server'
  /** Puts bytes into the session's stream. */
  readonly send: (bytes: Uint8Array) => void
  /** Whether writers must wait for `drained`. */
  readonly isFull: () => boolean
  /** Stops and resumes the peer as a whole: version 1 knows no window of a single stream. */
  readonly holdInput: () => void
  readonly admitInput: () => void
  /** The peer opened a stream; only at the server. */
  readonly opened?: (stream: Duplex) => void
  /** The peer does not speak smux. */
  readonly failed: (reason: string) => void
  /** Received bytes that nobody has read, over all streams, at which the peer is stopped. */
  readonly maxUnreadBytes?: number
}

const defaultMaxUnreadBytes = 1024 * 1024
const maxStreams = 1024
const firstClientId = 3
const nothing = new Uint8Array(0)

/** Several connections in one byte stream, each a Duplex whose two halves end apart. */
export class Smux {
  readonly #options: SmuxOptions
  readonly #maxUnreadBytes: number
  readonly #parser = new SmuxParser()
  readonly #streams = new Map<number, SmuxStream>()
  #nextId = firstClientId
  #unreadBytes = 0
  #isHeld = false
  #isClosed = false

  constructor(options: SmuxOptions) {
    this.#options = options
    this.#maxUnreadBytes = options.maxUnreadBytes ?? defaultMaxUnreadBytes
  }

  get streamCount(): number {
    return this.#streams.size
  }

  /** A new connection; only at the client. */
  open(): Duplex {
    const id = this.#nextId
    this.#nextId += 2
    this.#emit(SmuxCommand.syn, id, nothing)
    return this.#add(id)
  }

  receive(bytes: Uint8Array): void {
    const frames = this.#parser.parse(bytes)
    if (frames === undefined) return this.#options.failed('The multiplexed stream is damaged.')
    for (const { command, streamId, data } of frames) {
      if (command === SmuxCommand.syn) this.#accept(streamId)
      // Streams that are gone here may still be sent to: the peer has not heard.
      else if (command === SmuxCommand.psh) this.#streams.get(streamId)?.accept(data)
      else if (command === SmuxCommand.fin) this.#streams.get(streamId)?.acceptEnd()
    }
  }

  drained(): void {
    for (const stream of this.#streams.values()) {
      if (this.#options.isFull()) return
      stream.writeOn()
    }
  }

  /** Ends all streams without a word: the session is over. */
  close(): void {
    this.#isClosed = true
    for (const stream of this.#streams.values()) stream.destroy()
  }

  #accept(id: number): void {
    if (this.#options.role === 'client' || this.#streams.has(id)) return
    if (this.#streams.size >= maxStreams) return this.#emit(SmuxCommand.fin, id, nothing)
    this.#options.opened?.(this.#add(id))
  }

  #add(id: number): SmuxStream {
    const stream = new SmuxStream({
      data: (bytes) => this.#emit(SmuxCommand.psh, id, bytes),
      end: () => this.#emit(SmuxCommand.fin, id, nothing),
      gone: () => this.#streams.delete(id),
      isFull: this.#options.isFull,
      unread: (change) => this.#count(change),
    })
    this.#streams.set(id, stream)
    return stream
  }

  #emit(command: number, streamId: number, data: Uint8Array): void {
    if (!this.#isClosed) this.#options.send(encodeSmuxFrame({ command, streamId, data }))
  }

  #count(change: number): void {
    this.#unreadBytes += change
    if (!this.#isHeld && this.#unreadBytes >= this.#maxUnreadBytes) {
      this.#isHeld = true
      this.#options.holdInput()
    } else if (this.#isHeld && this.#unreadBytes <= this.#maxUnreadBytes / 2) {
      this.#isHeld = false
      this.#options.admitInput()
    }
  }
}

interface StreamHost {
  data(bytes: Uint8Array): void
  end(): void
  gone(): void
  isFull(): boolean
  unread(change: number): void
}

class SmuxStream extends Duplex {
  readonly #host: StreamHost
  readonly #unread: (Uint8Array | null)[] = []
  #wanted = false
  #isEndSent = false
  #blocked: (() => void) | undefined

  constructor(host: StreamHost) {
    super({ allowHalfOpen: true })
    this.#host = host
  }

  accept(bytes: Uint8Array): void {
    if (this.destroyed) return
    this.#unread.push(bytes)
    this.#host.unread(bytes.length)
    this.#feed()
  }

  acceptEnd(): void {
    this.#unread.push(null)
    this.#feed()
  }

  /** The session takes bytes again. */
  writeOn(): void {
    const blocked = this.#blocked
    this.#blocked = undefined
    blocked?.()
  }

  override _read(): void {
    this.#wanted = true
    this.#feed()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    for (let start = 0; start < chunk.length; start += maxSmuxData) {
      this.#host.data(chunk.subarray(start, start + maxSmuxData))
    }
    if (this.#host.isFull()) this.#blocked = done
    else done()
  }

  override _final(done: () => void): void {
    this.#sendEnd()
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#sendEnd()
    this.#host.gone()
    this.#blocked = undefined
    for (const bytes of this.#unread.splice(0)) this.#host.unread(-(bytes?.length ?? 0))
    done(error)
  }

  #feed(): void {
    while (this.#wanted) {
      const next = this.#unread.shift()
      if (next === undefined) return
      this.#wanted = this.push(next)
      if (next !== null) this.#host.unread(-next.length)
    }
  }

  #sendEnd(): void {
    if (this.#isEndSent) return
    this.#isEndSent = true
    this.#host.end()
  }
}
