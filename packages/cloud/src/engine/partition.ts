import type { Collection, Records, Stored } from './collection.ts'
import { createTable, type Entry, type Table } from './table.ts'
import { dependentsOf, type AnyView, type View } from './view.ts'

/** The records of an account in one Region; the account-wide ones are a partition with an empty Region. */
export interface Partition {
  readonly region: string
  table<R extends Stored>(of: Collection<R, string>): Table<R>
  /** Changes one entry, in memory alone, and forgets the views it touches. */
  set<R extends Stored>(of: Collection<R, string>, id: string, entry: Entry<R> | undefined): void
  view<R extends Stored, Out extends object>(
    view: View<R, Out>,
    id: string,
    db: Records,
  ): Out | undefined
  /** Makes the views of a changed record anew, so that no later list has to. */
  warm(collectionName: string, record: Stored, db: Records): void
  /** Takes a stored entry before any collection was declared for it. */
  adopt(collectionName: string, entry: Entry): void
  /** Those in use so far. */
  tables(): IterableIterator<Table>
  /** Every entry, by collection name. */
  everything(): IterableIterator<readonly [string, Entry]>
}

export function createPartition(region: string): Partition {
  const tables = new Map<string, Table>()
  const waiting = new Map<string, Entry[]>()
  const views = new Map<AnyView, Map<string, object>>()

  function table<R extends Stored>(of: Collection<R, string>): Table<R> {
    let found = tables.get(of.name)
    if (!found) {
      found = createTable(of as Collection<Stored, string>, waiting.get(of.name))
      waiting.delete(of.name)
      tables.set(of.name, found)
    }
    // A collection's name stands for its record type: every table of that name was made by this very function.
    return found as unknown as Table<R>
  }

  function cacheOf(view: AnyView): Map<string, object> {
    let cache = views.get(view)
    if (!cache) views.set(view, (cache = new Map()))
    return cache
  }

  function forget(collectionName: string, record: Stored): void {
    for (const { view, ids } of dependentsOf(collectionName)) {
      const cache = views.get(view)
      if (cache) for (const id of ids(record as never)) cache.delete(id)
    }
  }

  function lookUp<R extends Stored, Out extends object>(
    view: View<R, Out>,
    id: string,
    db: Records,
  ): Out | undefined {
    const cache = cacheOf(view)
    const kept = cache.get(id)
    if (kept) return kept as Out
    const record = table(view.of).get(id)?.record
    if (!record) return undefined
    const made = view.compute(db, record)
    cache.set(id, made)
    return made
  }

  return {
    region,
    table,
    set(of, id, entry) {
      const old = table(of).get(id)
      if (old) forget(of.name, old.record)
      if (entry) forget(of.name, entry.record)
      table(of).set(id, entry)
    },
    view: lookUp,
    warm(collectionName, record, db) {
      for (const { view, ids } of dependentsOf(collectionName)) {
        for (const id of ids(record as never)) lookUp(view as View<Stored, object>, id, db)
      }
    },
    adopt(collectionName, entry) {
      const entries = waiting.get(collectionName)
      if (entries) entries.push(entry)
      else waiting.set(collectionName, [entry])
    },
    tables: () => tables.values(),
    *everything() {
      for (const [name, entries] of waiting) for (const entry of entries) yield [name, entry]
      for (const [name, known] of tables) for (const entry of known.entries()) yield [name, entry]
    },
  }
}
