import { FsError } from '../vfs/errors.ts'
import type { Inode } from '../vfs/inode.ts'
import type { Vfs } from '../vfs/vfs.ts'
import { Gate } from './gate.ts'

/** A terminal as programs see it. */
export interface TtyDevice {
  readonly name: string
  cols: number
  rows: number
}

/** A file by name, and where one stood in it. */
export interface FileOpening {
  readonly path: string
  readonly append: boolean
  readonly position: number
}

/** An open file description: shared by every descriptor that was duplicated from it, closed with the last. */
export abstract class OpenFile {
  #users = 1
  readonly tty: TtyDevice | undefined = undefined
  readonly inode: Inode | undefined = undefined

  /** Some bytes, or undefined at the end. */
  abstract read(max: number, signal: AbortSignal): Promise<Uint8Array | undefined>
  abstract write(bytes: Uint8Array, signal: AbortSignal): Promise<void>
  protected end(): void {}

  /** How it could be opened anew after a nap of the guest; undefined for what ends with its other end. */
  get reopening(): FileOpening | 'null' | undefined {
    return this.tty ? 'null' : undefined
  }

  share(): this {
    this.#users++
    return this
  }

  release(): void {
    if (--this.#users === 0) this.end()
  }
}

export class NullFile extends OpenFile {
  override get reopening() {
    return 'null' as const
  }

  async read(): Promise<undefined> {}
  async write(): Promise<void> {}
}

/** A file that was opened; reads and writes where it stands. */
export class DiskFile extends OpenFile {
  override readonly inode: Inode
  readonly #vfs: Vfs
  readonly #path: string
  readonly #append: boolean
  position = 0
  /** Text made when read must not change between two reads. */
  #made: Uint8Array | undefined

  constructor(vfs: Vfs, inode: Inode, path: string, append: boolean) {
    super()
    this.#vfs = vfs
    this.inode = inode
    this.#path = path
    this.#append = append
  }

  override get reopening(): FileOpening {
    return { path: this.#path, append: this.#append, position: this.position }
  }

  async read(max: number, signal: AbortSignal): Promise<Uint8Array | undefined> {
    signal.throwIfAborted()
    if (this.inode.kind === 'directory') throw new FsError('EISDIR', this.#path, 'read')
    const device = this.inode.device
    if (device === 'null') return undefined
    if (device === 'zero' || device === 'full') return new Uint8Array(max)
    if (this.inode.fs?.gone) throw new FsError('EIO', this.#path, 'read')
    if (this.inode.block) {
      const { size } = this.inode.block
      const bytes = this.inode.block.read(this.position, Math.min(max, size - this.position))
      this.position += bytes.length
      return bytes.length === 0 ? undefined : bytes
    }
    if (device === 'random') return this.#vfs.random(Math.min(max, 65_536))
    if (this.inode.generate) this.#made ??= Buffer.from(this.inode.generate())
    const bytes = this.#made
      ? this.#made.subarray(this.position, this.position + max)
      : await this.inode.content?.read(this.position, max, this.#vfs.fetch)
    if (!bytes || bytes.length === 0) return undefined
    this.position += bytes.length
    return bytes
  }

  async write(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    if (this.inode.device === 'full') throw new FsError('ENOSPC', this.#path, 'write')
    if (this.inode.device === 'console')
      this.#vfs.console(Buffer.from(bytes).toString().replaceAll('\n', '\r\n'))
    if (this.inode.block) {
      if (this.position + bytes.length > this.inode.block.size)
        throw new FsError('ENOSPC', this.#path, 'write')
      this.inode.block.write(this.position, bytes)
      this.position += bytes.length
      return
    }
    if (this.inode.device) return
    if (this.#append) {
      await this.#vfs.append(this.inode, bytes, this.#path)
      this.position = this.inode.size
      return
    }
    await this.#vfs.writeAt(this.inode, this.position, bytes, this.#path)
    this.position += bytes.length
  }
}

/** Bytes that are all there already: a here-document. */
export class BytesFile extends OpenFile {
  #bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    super()
    this.#bytes = bytes
  }

  async read(max: number): Promise<Uint8Array | undefined> {
    if (this.#bytes.length === 0) return undefined
    const taken = this.#bytes.subarray(0, max)
    this.#bytes = this.#bytes.subarray(taken.length)
    return taken
  }

  async write(): Promise<void> {
    throw new FsError('EBADF', '', 'write')
  }
}

/** Collects what is written, up to a limit: command substitution. */
export class CollectingFile extends OpenFile {
  readonly #parts: Uint8Array[] = []
  #length = 0
  readonly #limit: number

  constructor(limit = 64 * 1024 * 1024) {
    super()
    this.#limit = limit
  }

  async read(): Promise<undefined> {
    throw new FsError('EBADF', '', 'read')
  }

  async write(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    this.#length += bytes.length
    if (this.#length > this.#limit) throw new FsError('EFBIG', '', 'write')
    this.#parts.push(bytes.slice())
  }

  bytes(): Buffer {
    return Buffer.concat(this.#parts)
  }
}

const pipeBytes = 64 * 1024

/** A pipe: its two ends block on each other, and a writer without readers is told so. */
export function createPipe(): { reader: OpenFile; writer: OpenFile } {
  const gate = new Gate()
  const waiting: Uint8Array[] = []
  let held = 0
  let readable = true
  let writable = true

  class Reader extends OpenFile {
    async read(max: number, signal: AbortSignal): Promise<Uint8Array | undefined> {
      while (waiting.length === 0) {
        if (!writable) return undefined
        await gate.wait(signal)
      }
      const first = waiting[0] ?? new Uint8Array(0)
      const taken = first.subarray(0, max)
      if (taken.length === first.length) waiting.shift()
      else waiting[0] = first.subarray(taken.length)
      held -= taken.length
      gate.open()
      return taken
    }
    async write(): Promise<void> {
      throw new FsError('EBADF', '', 'write')
    }
    protected override end(): void {
      readable = false
      gate.open()
    }
  }

  class Writer extends OpenFile {
    async read(): Promise<undefined> {
      throw new FsError('EBADF', '', 'read')
    }
    async write(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
      // oxlint-disable-next-line no-unmodified-loop-condition -- the other end changes them while this one waits
      while (readable && held >= pipeBytes) await gate.wait(signal)
      if (!readable) throw new FsError('EPIPE', '', 'write')
      if (bytes.length === 0) return
      waiting.push(bytes.slice())
      held += bytes.length
      gate.open()
    }
    protected override end(): void {
      writable = false
      gate.open()
    }
  }

  return { reader: new Reader(), writer: new Writer() }
}
