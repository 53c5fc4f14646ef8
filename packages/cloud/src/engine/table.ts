import type { Collection, Stored } from './collection.ts'

/** A record's place in the store. Entries are immutable: a change makes a new one in the same row. */
export interface Entry<R extends Stored = Stored> {
  readonly record: R
  /** Key of its row in the database; grows with creation. */
  readonly row: number
}

/** All records of one collection in one partition, with their secondary indexes. Knows no transactions. */
export interface Table<R extends Stored = Stored> {
  get(id: string): Entry<R> | undefined
  readonly size: number
  /** In order of creation; the array is fresh after each change and must not be changed. */
  all(): readonly R[]
  by(index: string, key: string): readonly R[]
  /** Puts (or, with undefined, takes out) the entry of an id. */
  set(id: string, entry: Entry<R> | undefined): void
  entries(): IterableIterator<Entry<R>>
}

type Keys = string | readonly string[] | undefined

export function createTable<R extends Stored>(
  of: Collection<R, string>,
  initial: Iterable<Entry<R>> = [],
): Table<R> {
  const entries = new Map<string, Entry<R>>()
  const indexes = Object.entries(of.indexes).map(([name, keysOf]) => ({
    name,
    keysOf,
    ids: new Map<string, Ids>(),
  }))
  let ordered: readonly R[] | undefined
  /** Whether the entries stand in the order of their rows: undoing a deletion puts an old row last. */
  let isInOrder = true
  let newestRow = 0

  const set = (id: string, entry: Entry<R> | undefined): void => {
    const old = entries.get(id)
    if (entry) entries.set(id, entry)
    else entries.delete(id)
    if (entry && !old) {
      if (entry.row < newestRow) isInOrder = false
      else newestRow = entry.row
    }
    ordered = undefined
    for (const { keysOf, ids } of indexes) {
      const oldKeys = old ? keysOf(old.record) : undefined
      const newKeys = entry ? keysOf(entry.record) : undefined
      if (sameKeys(oldKeys, newKeys)) continue
      forEachKey(oldKeys, (key) => removeFrom(ids, key, id))
      forEachKey(newKeys, (key) => addTo(ids, key, id))
    }
  }

  for (const entry of initial) set(entry.record.id, entry)

  return {
    get: (id) => entries.get(id),
    get size() {
      return entries.size
    },
    all() {
      ordered ??= isInOrder
        ? Array.from(entries.values(), ({ record }) => record)
        : inOrder([...entries.values()])
      return ordered
    },
    by(name, key) {
      const ids = indexes.find((index) => index.name === name)?.ids.get(key)
      if (ids === undefined) return []
      if (typeof ids === 'string') {
        const entry = entries.get(ids)
        return entry ? [entry.record] : []
      }
      const found: Entry<R>[] = []
      for (const id of ids) {
        const entry = entries.get(id)
        if (entry) found.push(entry)
      }
      return inOrder(found)
    },
    set,
    entries: () => entries.values(),
  }
}

function inOrder<R extends Stored>(entries: Entry<R>[]): readonly R[] {
  if (entries.length > 1) entries.sort((a, b) => a.row - b.row)
  return entries.map((entry) => entry.record)
}

function forEachKey(keys: Keys, use: (key: string) => void): void {
  if (typeof keys === 'string') use(keys)
  else if (keys !== undefined) for (const key of keys) use(key)
}

function sameKeys(a: Keys, b: Keys): boolean {
  if (a === b) return true
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
  return a.every((key, at) => key === b[at])
}

/** Most keys have one record: a set for each would weigh more than the records. */
type Ids = string | Set<string>

function addTo(ids: Map<string, Ids>, key: string, id: string): void {
  const known = ids.get(key)
  if (known === undefined) ids.set(key, id)
  else if (typeof known !== 'string') known.add(id)
  else if (known !== id) ids.set(key, new Set([known, id]))
}

function removeFrom(ids: Map<string, Ids>, key: string, id: string): void {
  const known = ids.get(key)
  if (known === id) ids.delete(key)
  else if (typeof known === 'object') {
    known.delete(id)
    if (known.size === 0) ids.delete(key)
  }
}
