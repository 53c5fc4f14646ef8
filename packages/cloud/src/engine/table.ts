import type { Collection, Stored } from './collection.ts'
import { createIndex, type Index } from './table-index.ts'
import { createTotal, type Total } from './table-total.ts'

/** A record's place in the store. Entries are immutable: a change makes a new one in the same row. */
export interface Entry<R extends Stored = Stored> {
  readonly record: R
  /** Key of its row in the database; grows with creation. */
  readonly row: number
}

/** All records of one collection in one partition, with their secondary indexes. Knows no transactions. */
export interface Table<R extends Stored = Stored> {
  readonly of: Collection<R, string>
  get(id: string): Entry<R> | undefined
  readonly size: number
  /** In order of creation; the array is fresh after each change and must not be changed. */
  all(): readonly R[]
  by(index: string, key: string): readonly R[]
  /** The records that there are of these ids, in order of creation. */
  pick(ids: Iterable<string>): readonly R[]
  /** How many `by` would find, without finding them. */
  countBy(index: string, key: string): number
  total(name: string, key: string): number
  /** Puts (or, with undefined, takes out) the entry of an id. */
  set(id: string, entry: Entry<R> | undefined): void
  entries(): IterableIterator<Entry<R>>
}

export function createTable<R extends Stored>(
  of: Collection<R, string>,
  initial: Iterable<Entry<R>> = [],
): Table<R> {
  const entries = new Map<string, Entry<R>>()
  /** Made when first asked for: most are never asked for in most Regions. */
  const indexes = new Map<string, Index<R>>()
  const totals = new Map<string, Total<R>>()
  /** In order of rows, the rows beside them. */
  let ordered: R[] = []
  let rows: number[] = []
  /** Rows that went, whose places are still there: closing up for each would move all that came after it. */
  const gone = new Set<number>()
  let shown: readonly R[] | undefined

  for (const entry of initial) set(entry.record.id, entry)

  function set(id: string, entry: Entry<R> | undefined): void {
    const old = entries.get(id)
    if (entry) entries.set(id, entry)
    else entries.delete(id)
    if (old && old.row !== entry?.row) place(old.row, undefined)
    if (entry) place(entry.row, entry.record)
    shown = undefined
    for (const index of indexes.values()) index.change(id, old?.record, entry?.record)
    for (const total of totals.values()) total.change(old?.record, entry?.record)
  }

  /** Puts what stands in a row, or takes it away. */
  function place(row: number, record: R | undefined): void {
    const at = positionOf(row)
    const isThere = rows[at] === row
    if (!record) {
      if (isThere) gone.add(row)
      if (gone.size > 32 && gone.size > rows.length / 8) closeUp()
    } else if (isThere) {
      ordered[at] = record
      gone.delete(row)
    } else if (at === rows.length) {
      ordered.push(record)
      rows.push(row)
    } else {
      ordered.splice(at, 0, record)
      rows.splice(at, 0, row)
    }
  }

  function closeUp(): void {
    ordered = present()
    rows = rows.filter((row) => !gone.has(row))
    gone.clear()
  }

  function present(): R[] {
    return gone.size === 0 ? ordered.slice() : ordered.filter((_, at) => !gone.has(rows[at] ?? 0))
  }

  /** Of the first row that is not smaller. */
  function positionOf(row: number): number {
    let low = 0
    let high = rows.length
    // What is new comes last.
    if (high > 0 && (rows[high - 1] ?? 0) < row) return high
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((rows[middle] ?? 0) < row) low = middle + 1
      else high = middle
    }
    return low
  }

  function indexOf(name: string): Index<R> | undefined {
    const known = indexes.get(name)
    if (known) return known
    const keysOf = Object.hasOwn(of.indexes, name) ? of.indexes[name] : undefined
    if (!keysOf) return undefined
    const made = createIndex(keysOf)
    for (const [id, { record }] of entries) made.change(id, undefined, record)
    indexes.set(name, made)
    return made
  }

  function totalOf(name: string): Total<R> | undefined {
    const known = totals.get(name)
    if (known) return known
    const shareOf = Object.hasOwn(of.totals, name) ? of.totals[name] : undefined
    if (!shareOf) return undefined
    const made = createTotal(shareOf)
    for (const { record } of entries.values()) made.change(undefined, record)
    totals.set(name, made)
    return made
  }

  function pick(ids: Iterable<string>): readonly R[] {
    const found: Entry<R>[] = []
    for (const id of ids) {
      const entry = entries.get(id)
      if (entry) found.push(entry)
    }
    if (found.length > 1) found.sort((a, b) => a.row - b.row)
    return found.map((entry) => entry.record)
  }

  return {
    of,
    get: (id) => entries.get(id),
    get size() {
      return entries.size
    },
    all: () => (shown ??= present()),
    by(name, key) {
      const ids = indexOf(name)?.ids(key)
      if (ids === undefined) return []
      return typeof ids === 'string' ? pick([ids]) : pick(ids)
    },
    pick: (ids) => pick(new Set(ids)),
    countBy(name, key) {
      const ids = indexOf(name)?.ids(key)
      if (ids === undefined) return 0
      return typeof ids === 'string' ? 1 : ids.size
    },
    total: (name, key) => totalOf(name)?.of(key) ?? 0,
    set,
    entries: () => entries.values(),
  }
}
