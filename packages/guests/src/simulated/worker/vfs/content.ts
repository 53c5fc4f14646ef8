import { chunkBytes } from '../../disks/entry.ts'

/** Brings a chunk from the store. */
export type FetchChunk = (hash: string) => Promise<Uint8Array>

/** A chunk of a file: in memory, on the store by its hash, or both. */
export interface Piece {
  hash: string | undefined
  bytes: Uint8Array | undefined
}

/** Files of more chunks than this are read from the store each time instead of being kept in memory. */
const keptPieces = 8

/** The bytes of one file, in chunks that are fetched when read. `null` is a hole. */
export class Content {
  size: number
  pieces: (Piece | null)[]
  /** Goes up with every write, so that whoever saves knows whether it changed meanwhile. */
  version = 0

  constructor(size = 0, hashes: readonly (string | null)[] = []) {
    this.size = size
    this.pieces = hashes.map((hash) => (hash === null ? null : { hash, bytes: undefined }))
  }

  static of(bytes: Uint8Array): Content {
    const content = new Content()
    content.replace(bytes)
    return content
  }

  replace(bytes: Uint8Array): void {
    this.version++
    this.size = bytes.length
    this.pieces = []
    for (let from = 0; from < bytes.length; from += chunkBytes)
      this.pieces.push({ hash: undefined, bytes: bytes.slice(from, from + chunkBytes) })
  }

  async read(position: number, length: number, fetch: FetchChunk): Promise<Uint8Array> {
    const end = Math.min(this.size, position + length)
    if (position >= end) return new Uint8Array(0)
    const result = new Uint8Array(end - position)
    for (let at = position; at < end;) {
      const index = Math.floor(at / chunkBytes)
      const offset = at - index * chunkBytes
      const take = Math.min(chunkBytes - offset, end - at)
      const bytes = await this.#load(index, fetch)
      if (bytes) result.set(bytes.subarray(offset, offset + take), at - position)
      at += take
    }
    return result
  }

  readAll(fetch: FetchChunk): Promise<Uint8Array> {
    return this.read(0, this.size, fetch)
  }

  async write(position: number, bytes: Uint8Array, fetch: FetchChunk): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      const at = position + done
      const index = Math.floor(at / chunkBytes)
      const offset = at - index * chunkBytes
      const take = Math.min(chunkBytes - offset, bytes.length - done)
      const whole = offset === 0 && (take === chunkBytes || at + take >= this.size)
      const before = whole ? undefined : await this.#load(index, fetch)
      const part = bytes.subarray(done, done + take)
      while (this.pieces.length < index) this.pieces.push(null)
      // A chunk of zeros is a hole: `dd if=/dev/zero` costs nothing to keep.
      if (whole && isZero(part)) {
        this.pieces[index] = null
        this.size = Math.max(this.size, at + take)
        done += take
        continue
      }
      const owned =
        this.pieces[index]?.hash === undefined && before && before.length >= offset + take
      const piece = owned ? before : grown(before, offset + take)
      piece.set(part, offset)
      this.pieces[index] = { hash: undefined, bytes: piece }
      this.size = Math.max(this.size, at + take)
      done += take
    }
    this.version++
  }

  async truncate(size: number, fetch: FetchChunk): Promise<void> {
    this.version++
    const count = Math.ceil(size / chunkBytes)
    if (size < this.size && size % chunkBytes !== 0) {
      const last = await this.#load(count - 1, fetch)
      if (last)
        this.pieces[count - 1] = { hash: undefined, bytes: last.slice(0, size % chunkBytes) }
    }
    this.pieces.length = Math.min(this.pieces.length, count)
    while (this.pieces.length < count) this.pieces.push(null)
    this.size = size
  }

  /** The bytes of a piece as they are to be kept: without spare room. */
  exact(index: number): Uint8Array | undefined {
    const bytes = this.pieces[index]?.bytes
    const length = Math.min(chunkBytes, this.size - index * chunkBytes)
    return bytes && bytes.length !== length ? padded(bytes, length) : bytes
  }

  /** The store has this piece now; large files let go of the memory. */
  saved(index: number, hash: string): void {
    const piece = this.pieces[index]
    if (!piece) return
    piece.hash = hash
    if (this.pieces.length > keptPieces) piece.bytes = undefined
  }

  get unsavedBytes(): number {
    let bytes = 0
    for (const piece of this.pieces) if (piece && piece.hash === undefined) bytes += chunkBytes
    return bytes
  }

  async #load(index: number, fetch: FetchChunk): Promise<Uint8Array | undefined> {
    const piece = this.pieces[index]
    if (!piece) return undefined
    if (piece.bytes || piece.hash === undefined) return piece.bytes
    const bytes = await fetch(piece.hash)
    if (this.pieces.length <= keptPieces) piece.bytes = bytes
    return bytes
  }
}

const zeros = new Uint8Array(chunkBytes)

function isZero(bytes: Uint8Array): boolean {
  return Buffer.compare(bytes, zeros.subarray(0, bytes.length)) === 0
}

/** Appending line by line must not copy a chunk each time, so room grows by doubling. */
function grown(before: Uint8Array | undefined, length: number): Uint8Array {
  const room = Math.min(chunkBytes, Math.max(length, (before?.length ?? 0) * 2))
  const bytes = new Uint8Array(room)
  if (before) bytes.set(before)
  return bytes
}

function padded(bytes: Uint8Array, length: number): Uint8Array {
  const result = new Uint8Array(length)
  result.set(bytes.subarray(0, length))
  return result
}
