import { Chunk } from './chunk.ts'
import { decodeChunk, encodeChunk } from './chunk-codec.ts'
import type { Series } from './directory.ts'
import type { ChunkRow, MetricsDatabase } from './metrics-database.ts'
import { chunkKey, windowOfKey, type Tier } from './tiers.ts'

/** So many chunks come between two looks at how much memory all take. */
const additionsPerLook = 512

/** Chunks in memory: those that are written to and those read lately; the others are in the database. */
export class ChunkShelf {
  readonly #database: MetricsDatabase
  readonly #mostBytes: number
  readonly #chunks = new Map<number, Chunk>()
  /** Those that the database has not as they are, longest first. */
  readonly #dirty = new Set<Chunk>()
  /** Counts uses, to tell which chunk was used longer ago. */
  #tick = 0
  #additions = 0

  constructor(database: MetricsDatabase, mostBytes: number) {
    this.#database = database
    this.#mostBytes = mostBytes
  }

  get dirtyCount(): number {
    return this.#dirty.size
  }

  /** The first entry of the journal that is still needed. */
  get neededFrom(): number | undefined {
    for (const { dirtySince } of this.#dirty) return dirtySince
    return undefined
  }

  get bytes(): number {
    let bytes = 0
    for (const chunk of this.#chunks.values()) bytes += chunk.bytes
    return bytes
  }

  /** The chunk that a new data point goes into. */
  forWriting(series: Series, tier: Tier, atMs: number): Chunk {
    const window = Math.floor(atMs / tier.windowMs)
    const head = series.heads[tier.number]
    if (head && head.startMs === window * tier.windowMs) return head
    const key = chunkKey(series.id, tier, window)
    const isNew = series.lastAt < window * tier.windowMs
    const chunk =
      this.#chunks.get(key) ??
      (isNew ? undefined : this.#load(key, tier)) ??
      this.#keep(new Chunk(key, window * tier.windowMs, tier.stepMs))
    if (!head || chunk.startMs > head.startMs) series.heads[tier.number] = chunk
    return chunk
  }

  /** Notes that an entry of the journal went into it. */
  changed(chunk: Chunk, entry: number): void {
    chunk.usedAt = this.#tick
    if (chunk.dirtySince > 0) return
    chunk.dirtySince = entry
    this.#dirty.add(chunk)
  }

  /** The chunks of a series that may hold data of a range, oldest first. */
  *forReading(series: Series, tier: Tier, fromMs: number, untilMs: number): Generator<Chunk> {
    const first = Math.max(0, Math.floor(fromMs / tier.windowMs))
    const end = Math.min(untilMs - 1, series.lastAt)
    const last = Math.floor(end / tier.windowMs)
    if (last < first) return
    this.#tick += 1
    const found = new Map<number, Chunk>()
    for (let window = first; window <= last; window += 1) {
      const chunk = this.#chunks.get(chunkKey(series.id, tier, window))
      if (chunk) found.set(window, chunk)
    }
    if (found.size <= last - first) {
      const [fromKey, toKey] = [chunkKey(series.id, tier, first), chunkKey(series.id, tier, last)]
      for (const row of this.#database.chunks(fromKey, toKey)) {
        const window = windowOfKey(row.key)
        if (!found.has(window)) found.set(window, this.#take(row, tier))
      }
    }
    for (let window = first; window <= last; window += 1) {
      const chunk = found.get(window)
      if (!chunk) continue
      chunk.usedAt = this.#tick
      yield chunk
    }
  }

  /** Whether there is more in memory than there should be; looked at now and then. */
  get isFull(): boolean {
    return this.#additions >= additionsPerLook && this.bytes > this.#mostBytes
  }

  /** Those that wait for being written and that nothing is added to any more. */
  finished(seriesOf: (key: number) => Series | undefined): readonly Chunk[] {
    return [...this.#dirty].filter((chunk) => !seriesOf(chunk.key)?.heads.includes(chunk))
  }

  /** Those that wait for being written, longest first. */
  toWrite(most: number): readonly Chunk[] {
    const chunks: Chunk[] = []
    for (const chunk of this.#dirty) {
      if (chunks.length >= most) break
      chunks.push(chunk)
    }
    return chunks
  }

  /** Writes chunks as they are now; `written` follows when the transaction is over. */
  write(chunks: readonly Chunk[], upTo: number): void {
    for (const chunk of chunks) {
      this.#database.putChunk({ key: chunk.key, upTo, body: encodeChunk(chunk, false) })
    }
  }

  /** What was written is durable now. */
  written(chunks: readonly Chunk[], upTo: number): void {
    for (const chunk of chunks) {
      chunk.upTo = upTo
      chunk.dirtySince = 0
      this.#dirty.delete(chunk)
    }
  }

  /** Writes a chunk at once, and has it from now on in the place of the one that was there; within a transaction. */
  store(series: Series, tier: Tier, chunk: Chunk, upTo: number): void {
    const old = this.#chunks.get(chunk.key)
    if (old) this.#forget(old)
    const { heads } = series
    if (heads[tier.number]?.key === chunk.key) heads[tier.number] = chunk
    chunk.upTo = upTo
    chunk.dirtySince = 0
    this.#keep(chunk)
    this.#database.putChunk({ key: chunk.key, upTo, body: encodeChunk(chunk, true) })
  }

  /** Forgets chunks, whether they were written or not. */
  drop(series: Series, tier: Tier, fromWindow: number, toWindow: number): void {
    const fromKey = chunkKey(series.id, tier, fromWindow)
    const toKey = chunkKey(series.id, tier, toWindow)
    for (let key = fromKey; key <= toKey; key += 1) {
      const chunk = this.#chunks.get(key)
      if (chunk) this.#forget(chunk)
      if (chunk && series.heads[tier.number] === chunk) series.heads[tier.number] = undefined
    }
    this.#database.dropChunks(fromKey, toKey)
  }

  /** Forgets whatever there is of a series. */
  dropAll(series: Series): void {
    const fromKey = series.id * 4 * 2 ** 20
    const toKey = fromKey + 4 * 2 ** 20 - 1
    for (const chunk of this.#chunks.values()) {
      if (chunk.key >= fromKey && chunk.key <= toKey) this.#forget(chunk)
    }
    this.#database.dropChunks(fromKey, toKey)
  }

  /** Lets go of what was not used for longest when there is too much; what is dirty stays. */
  trim(heads: (key: number) => Series | undefined): void {
    if (this.#additions < additionsPerLook) return
    this.#additions = 0
    let bytes = this.bytes
    if (bytes <= this.#mostBytes) return
    for (const chunk of [...this.#chunks.values()].sort((a, b) => a.usedAt - b.usedAt)) {
      if (bytes <= this.#mostBytes * 0.75) return
      if (chunk.dirtySince > 0) continue
      bytes -= chunk.bytes
      this.#forget(chunk)
      const series = heads(chunk.key)
      const at = series?.heads.indexOf(chunk) ?? -1
      if (series && at >= 0) series.heads[at] = undefined
    }
  }

  #load(key: number, tier: Tier): Chunk | undefined {
    const [row] = this.#database.chunks(key, key)
    return row && this.#take(row, tier)
  }

  #take({ key, upTo, body }: ChunkRow, tier: Tier): Chunk {
    const chunk = decodeChunk(body, key, windowOfKey(key) * tier.windowMs)
    chunk.upTo = upTo
    return this.#keep(chunk)
  }

  #keep(chunk: Chunk): Chunk {
    this.#chunks.set(chunk.key, chunk)
    chunk.usedAt = this.#tick
    this.#additions += 1
    return chunk
  }

  #forget(chunk: Chunk): void {
    this.#chunks.delete(chunk.key)
    this.#dirty.delete(chunk)
  }
}
