import type { Duplex } from 'node:stream'
import type { ServerChannel } from 'ssh2'
import { Gate } from '../system/gate.ts'
import { OpenFile } from '../system/open-file.ts'
import { FsError } from '../vfs/errors.ts'

/** A channel's two ends as a program uses them: one write at a time, and none faster than the peer takes it. */
export class ChannelPipe {
  readonly #channel: ServerChannel
  readonly #socket: Duplex
  readonly #gate = new Gate()
  #writing: Promise<void> = Promise.resolve()
  #closed = false
  #ended = false
  #read = false

  constructor(channel: ServerChannel, socket: Duplex) {
    this.#channel = channel
    this.#socket = socket
    channel.once('end', () => {
      this.#ended = true
      this.#gate.open()
    })
    // The library reports a peer that went away while something was written.
    channel.on('error', () => this.close())
    socket.on('drain', () => this.#gate.open())
  }

  /** The peer closed the channel or went away. */
  close(): void {
    this.#closed = true
    this.#gate.open()
  }

  async read(max: number, signal: AbortSignal): Promise<Uint8Array | undefined> {
    if (!this.#read) {
      this.#read = true
      this.#channel.on('readable', () => this.#gate.open())
    }
    for (;;) {
      signal.throwIfAborted()
      const size = Math.min(max, this.#channel.readableLength)
      const bytes: unknown = size > 0 ? this.#channel.read(size) : this.#channel.read()
      if (bytes instanceof Uint8Array) return bytes
      if (this.#ended || this.#closed) return undefined
      await this.#gate.wait(signal)
    }
  }

  write(bytes: Uint8Array, to: 'stdout' | 'stderr', signal?: AbortSignal): Promise<void> {
    const copy = bytes.slice()
    const written = this.#writing.then(() => this.#write(copy, to, signal))
    this.#writing = written.catch(() => {})
    return written
  }

  /** Resolves when everything written so far was handed on. */
  drained(): Promise<void> {
    return this.#writing
  }

  async #write(bytes: Uint8Array, to: 'stdout' | 'stderr', signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted()
    if (this.#closed) throw new FsError('EPIPE', '', 'write')
    let done = false
    const stream = to === 'stdout' ? this.#channel : this.#channel.stderr
    stream.write(bytes, () => {
      done = true
      this.#gate.open()
    })
    // oxlint-disable-next-line no-unmodified-loop-condition -- the callback above changes it
    while (!done && !this.#closed) await this.#gate.wait(signal)
    // The library keeps what once waited for window, and would send it again in place of the other stream's bytes.
    Object.assign(this.#channel, { _chunk: undefined, _chunkErr: undefined })
    while (this.#socket.writableNeedDrain && !this.#socket.destroyed && !this.#closed)
      await this.#gate.wait(signal)
    if (this.#closed) throw new FsError('EPIPE', '', 'write')
  }
}

/** Standard input, output or error of a command that has no terminal. */
export class ChannelFile extends OpenFile {
  readonly #pipe: ChannelPipe
  readonly #to: 'stdout' | 'stderr'

  constructor(pipe: ChannelPipe, to: 'stdout' | 'stderr') {
    super()
    this.#pipe = pipe
    this.#to = to
  }

  read(max: number, signal: AbortSignal): Promise<Uint8Array | undefined> {
    return this.#pipe.read(max, signal)
  }

  write(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    return this.#pipe.write(bytes, this.#to, signal)
  }
}
