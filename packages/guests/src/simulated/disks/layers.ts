import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import type { Chunk, DiskChange, DiskEntry } from './entry.ts'

type Row = Record<string, SQLOutputValue>

/**
 * Layers of paths, each on top of its parent; frozen as soon as something else stands on it. Counted references: a layer lives while a
 * volume, a snapshot or another layer stands on it, a chunk while an entry names it.
 */
export class Layers {
  readonly #database: DatabaseSync
  readonly #statements
  /** Base layers by name and id: they never go, and never hold an entry. */
  readonly #bases = new Map<string, number>()
  readonly #baseNames = new Map<number, string>()

  constructor(database: DatabaseSync) {
    this.#database = database
    const prepare = (sql: string) => database.prepare(sql)
    this.#statements = {
      insert: prepare('insert into layers (parent, refs) values (?, 0)'),
      base: prepare('select id from layers where base = ?'),
      begin: prepare('begin immediate'),
      commit: prepare('commit'),
      rollback: prepare('rollback'),
      insertBase: prepare('insert into layers (base, refs) values (?, 0)'),
      get: prepare('select parent, base, refs from layers where id = ?'),
      count: prepare('update layers set refs = refs + ? where id = ? and base is null'),
      drop: prepare('delete from layers where id = ?'),
      entries: prepare('select path, meta from entries where layer = ?'),
      entry: prepare('select meta from entries where layer = ? and path = ?'),
      under: prepare(
        'select 1 from entries where layer = ? and path >= ? and path < ? and meta is not null limit 1',
      ),
      sizes: prepare('select sum(size) as bytes from entries where layer = ?'),
      put: prepare('insert or replace into entries (layer, path, size, meta) values (?, ?, ?, ?)'),
      dropEntries: prepare('delete from entries where layer = ?'),
      putChunk: prepare('insert or ignore into chunks (hash, refs, bytes) values (?, 0, ?)'),
      countChunk: prepare('update chunks set refs = refs + ? where hash = ?'),
      sweep: prepare('delete from chunks where refs <= 0'),
      chunk: prepare('select bytes from chunks where hash = ?'),
    }
  }

  /** The bottom layer that stands for a distribution's own root disk; its files are code, not rows. */
  base(name: string): number {
    const known = this.#bases.get(name)
    if (known !== undefined) return known
    const found = this.#statements.base.get(name)
    // One that is made here may yet be rolled back; it is known from its next use on.
    if (!found) return Number(this.#statements.insertBase.run(name).lastInsertRowid)
    const id = Number(found['id'])
    this.#bases.set(name, id)
    this.#baseNames.set(id, name)
    return id
  }

  add(parent: number | null): number {
    const id = Number(this.#statements.insert.run(parent).lastInsertRowid)
    if (parent !== null) this.retain(parent)
    return id
  }

  /** Base layers are for ever: not counting them keeps a launch to one row. */
  retain(layer: number): void {
    this.#statements.count.run(1, layer)
  }

  release(layer: number): void {
    for (let id: number | null = layer; id !== null;) {
      this.#statements.count.run(-1, id)
      const row: Row | undefined = this.#statements.get.get(id)
      if (!row || row['base'] !== null || Number(row['refs']) > 0) return
      for (const entry of this.#statements.entries.all(id)) this.#countChunks(entry['meta'], -1)
      this.#statements.dropEntries.run(id)
      this.#statements.drop.run(id)
      id = row['parent'] === null ? null : Number(row['parent'])
    }
  }

  /** New names are counted before old ones are let go, so that a file that moved keeps its content. */
  write(layer: number, changes: readonly DiskChange[], chunks: readonly Chunk[]): void {
    for (const chunk of chunks) this.#statements.putChunk.run(chunk.hash, chunk.bytes)
    const before: unknown[] = []
    for (const [path, entry] of changes) {
      before.push(this.#statements.entry.get(layer, path)?.['meta'])
      const meta = entry === null ? null : JSON.stringify(entry)
      this.#statements.put.run(layer, path, entry?.size ?? 0, meta)
      this.#countChunks(meta, 1)
    }
    for (const meta of before) this.#countChunks(meta, -1)
  }

  /** Drops the chunks that no entry names. */
  sweep(): void {
    this.#statements.sweep.run()
  }

  chunk(hash: string): Uint8Array | undefined {
    const bytes = this.#statements.chunk.get(hash)?.['bytes']
    return bytes instanceof Uint8Array ? bytes : undefined
  }

  /** The layers above the base, from the bottom up. */
  chain(layer: number | null): { ids: number[]; base: string | undefined } {
    const ids: number[] = []
    for (let id = layer; id !== null;) {
      const known = this.#baseNames.get(id)
      if (known !== undefined) return { ids, base: known }
      const row: Row | undefined = this.#statements.get.get(id)
      if (typeof row?.['base'] === 'string') return { ids, base: row['base'] }
      ids.unshift(id)
      id = row && row['parent'] !== null ? Number(row['parent']) : null
    }
    return { ids, base: undefined }
  }

  /** Everything above the base, lower layers first, hidden paths included. */
  changes(layer: number | null): { base: string | undefined; changes: DiskChange[] } {
    const { ids, base } = this.chain(layer)
    const merged = new Map<string, DiskEntry | null>()
    for (const id of ids)
      for (const row of this.#statements.entries.all(id))
        merged.set(String(row['path']), parseEntry(row['meta']))
    return { base, changes: [...merged] }
  }

  /** What one path is: an entry, `null` when hidden, undefined when only the base can tell. */
  find(layer: number | null, path: string): DiskEntry | null | undefined {
    for (const id of this.chain(layer).ids.toReversed()) {
      const row = this.#statements.entry.get(id, path)
      if (row) return parseEntry(row['meta'])
    }
    return undefined
  }

  hasUnder(layer: number | null, paths: readonly string[]): boolean {
    return this.chain(layer).ids.some((id) =>
      paths.some((path) => this.#statements.under.get(id, path, `${path}\uffff`) !== undefined),
    )
  }

  usedBytes(layer: number | null): number {
    let bytes = 0
    for (const id of this.chain(layer).ids)
      bytes += Number(this.#statements.sizes.get(id)?.['bytes'] ?? 0)
    return bytes
  }

  /** Runs `fn` in one transaction; within another it simply joins it. */
  transaction<T>(fn: () => T): T {
    if (this.#database.isTransaction) return fn()
    this.#statements.begin.run()
    try {
      const result = fn()
      this.#statements.commit.run()
      return result
    } catch (error) {
      this.#statements.rollback.run()
      throw error
    }
  }

  #countChunks(meta: unknown, by: 1 | -1): void {
    for (const hash of parseEntry(meta)?.chunks ?? []) {
      if (hash !== null) this.#statements.countChunk.run(by, hash)
    }
  }
}

function parseEntry(meta: unknown): DiskEntry | null {
  if (typeof meta !== 'string') return null
  const entry: DiskEntry = JSON.parse(meta)
  return entry
}
