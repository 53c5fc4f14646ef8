import type { Inode } from '../vfs/inode.ts'

/** SFTP version 3 as OpenSSH speaks it: draft-ietf-secsh-filexfer-02 and PROTOCOL of OpenSSH. */
export const packet = {
  init: 1,
  version: 2,
  open: 3,
  close: 4,
  read: 5,
  write: 6,
  lstat: 7,
  fstat: 8,
  setstat: 9,
  fsetstat: 10,
  opendir: 11,
  readdir: 12,
  remove: 13,
  mkdir: 14,
  rmdir: 15,
  realpath: 16,
  stat: 17,
  rename: 18,
  readlink: 19,
  symlink: 20,
  status: 101,
  handle: 102,
  data: 103,
  name: 104,
  attrs: 105,
  extended: 200,
  extendedReply: 201,
} as const

export const statusCode = {
  ok: 0,
  eof: 1,
  noSuchFile: 2,
  permissionDenied: 3,
  failure: 4,
  badMessage: 5,
  unsupported: 8,
} as const

const flag = { size: 1, owner: 2, permissions: 4, times: 8, extended: 0x8000_0000 } as const

/** What a client asks to be set; what it leaves out stays. */
export interface Attributes {
  readonly size?: number
  readonly owner?: { readonly uid: number; readonly gid: number }
  readonly mode?: number
  readonly mtimeMs?: number
}

/** The message ends before what it should hold. */
export class Malformed extends Error {
  override readonly name = 'Malformed'
}

/** Reads the fields of one packet. */
export class PacketReader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  byte(): number {
    return this.#take(1)[0] ?? 0
  }

  number(): number {
    return this.#take(4).readUInt32BE(0)
  }

  /** Offsets beyond 2^53 are of no use to anybody. */
  long(): number {
    const value = this.#take(8).readBigUInt64BE(0)
    return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value)
  }

  bytes(): Buffer {
    return this.#take(this.number())
  }

  text(): string {
    return this.bytes().toString()
  }

  attributes(): Attributes {
    const flags = this.number()
    return {
      ...(flags & flag.size ? { size: this.long() } : {}),
      ...(flags & flag.owner ? { owner: { uid: this.number(), gid: this.number() } } : {}),
      ...(flags & flag.permissions ? { mode: this.number() & 0o7777 } : {}),
      ...(flags & flag.times ? { mtimeMs: (this.number(), this.number() * 1000) } : {}),
    }
  }

  #take(length: number): Buffer {
    if (this.#at + length > this.#bytes.length) throw new Malformed('the packet is too short')
    this.#at += length
    return this.#bytes.subarray(this.#at - length, this.#at)
  }
}

/** Collects the fields of one packet. */
export class PacketWriter {
  readonly #parts: Uint8Array[] = []

  byte(value: number): this {
    this.#parts.push(Uint8Array.of(value))
    return this
  }

  number(value: number): this {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(value >>> 0)
    this.#parts.push(bytes)
    return this
  }

  long(value: number): this {
    const bytes = Buffer.alloc(8)
    bytes.writeBigUInt64BE(BigInt(Math.max(0, Math.floor(value))))
    this.#parts.push(bytes)
    return this
  }

  bytes(value: Uint8Array): this {
    this.number(value.length)
    this.#parts.push(value)
    return this
  }

  text(value: string): this {
    return this.bytes(Buffer.from(value))
  }

  attributes(inode: Inode): this {
    const seconds = Math.floor(inode.mtimeMs / 1000)
    return this.number(flag.size | flag.owner | flag.permissions | flag.times)
      .long(inode.size)
      .number(inode.uid)
      .number(inode.gid)
      .number(typeBits[inode.kind] | inode.mode)
      .number(seconds)
      .number(seconds)
  }

  /** With its length in front. */
  finish(): Buffer {
    const body = Buffer.concat(this.#parts)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(body.length)
    return Buffer.concat([length, body])
  }
}

const typeBits: Readonly<Record<Inode['kind'], number>> = {
  file: 0o100000,
  directory: 0o040000,
  link: 0o120000,
  device: 0o020000,
  fifo: 0o010000,
  socket: 0o140000,
}
