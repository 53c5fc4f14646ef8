/** No chunk of a response is larger: what is made and written in one turn of the event loop, a millisecond or two. */
export const maxChunkBytes = 128 * 1024

/** Most answers are shorter than this: only a longer one is worth a whole chunk's buffer. */
const smallChunkBytes = 16 * 1024

/** Text waits until this many UTF-16 units: many small writes become one conversion. */
const flushUnits = 8 * 1024

/** Whole chunks that were written out: a list of many megabytes is made in a few of them, and leaves no garbage. */
const spare: Buffer[] = []
const maxSpare = 8
const lent = new WeakSet<ArrayBufferLike>()

/** Takes a chunk of a response back once nobody reads it any more; others than whole ones are left alone. */
export function recycleChunk(chunk: Uint8Array): void {
  if (!lent.delete(chunk.buffer) || spare.length >= maxSpare) return
  spare.push(Buffer.from(chunk.buffer))
}

function lendChunk(): Buffer {
  const chunk = spare.pop() ?? Buffer.allocUnsafeSlow(maxChunkBytes)
  lent.add(chunk.buffer)
  return chunk
}

/** Collects text and bytes into chunks of at most 128 KiB. Take them whenever `isReady`. */
export class ByteSink {
  #pending = ''
  #chunk: Buffer | undefined
  #used = 0
  #full: Uint8Array[] = []

  get isReady(): boolean {
    return this.#full.length > 0
  }

  text(text: string): void {
    this.#pending += text
    if (this.#pending.length >= flushUnits) this.#flush()
  }

  bytes(bytes: Uint8Array): void {
    this.#flush()
    if (bytes.length > maxChunkBytes - this.#used) this.#close()
    if (bytes.length <= maxChunkBytes) {
      this.#open(bytes.length).set(bytes, this.#used)
      this.#used += bytes.length
      return
    }
    for (let start = 0; bytes.length - start > maxChunkBytes; start += maxChunkBytes) {
      this.#full.push(bytes.subarray(start, start + maxChunkBytes))
    }
    const rest = bytes.length % maxChunkBytes || maxChunkBytes
    const tail = bytes.subarray(bytes.length - rest)
    this.#open(tail.length).set(tail, this.#used)
    this.#used += tail.length
  }

  /** The chunks that are full. */
  take(): Uint8Array[] {
    const full = this.#full
    this.#full = []
    return full
  }

  /** All that is left. A short text never touches a chunk buffer. */
  end(): Uint8Array[] {
    if (!this.#chunk && this.#pending.length * 3 <= maxChunkBytes) {
      const rest = this.#pending === '' ? [] : [Buffer.from(this.#pending)]
      this.#pending = ''
      return [...this.take(), ...rest]
    }
    this.#flush()
    this.#close()
    return this.take()
  }

  #flush(): void {
    const text = this.#pending
    if (text === '') return
    this.#pending = ''
    const worstBytes = text.length * 3
    if (worstBytes > maxChunkBytes) {
      this.bytes(Buffer.from(text))
      return
    }
    if (worstBytes > maxChunkBytes - this.#used) this.#close()
    this.#used += this.#open(worstBytes).write(text, this.#used)
  }

  /** The chunk, with room for so many bytes more. */
  #open(bytes: number): Buffer {
    const needed = this.#used + bytes
    if (this.#chunk && needed <= this.#chunk.length) return this.#chunk
    const grown = needed <= smallChunkBytes ? Buffer.allocUnsafeSlow(smallChunkBytes) : lendChunk()
    if (this.#chunk) grown.set(this.#chunk.subarray(0, this.#used))
    this.#chunk = grown
    return grown
  }

  #close(): void {
    if (this.#chunk && this.#used > 0) this.#full.push(this.#chunk.subarray(0, this.#used))
    this.#chunk = undefined
    this.#used = 0
  }
}

/** Turns a writer that pauses when the sink has chunks into the chunks; a short answer is an array of one. */
export function chunksOf(sink: ByteSink, writing: Generator<undefined>): Iterable<Uint8Array> {
  for (;;) {
    if (writing.next().done) return sink.end()
    if (sink.isReady) break
  }
  return remainingChunks(sink, writing)
}

function* remainingChunks(sink: ByteSink, writing: Generator<undefined>): Generator<Uint8Array> {
  do {
    if (sink.isReady) yield* sink.take()
  } while (!writing.next().done)
  yield* sink.end()
}
