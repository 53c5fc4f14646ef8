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
    ids: new Map<string, Set<string>>(),
  }))
  let ordered: readonly R[] | undefined

  const set = (id: string, entry: Entry<R> | undefined): void => {
    const old = entries.get(id)
    if (entry) entries.set(id, entry)
    else entries.delete(id)
    ordered = undefined
    for (const { keysOf, ids } of indexes) {
      const oldKeys = old ? keysOf(old.record) : undefined
      const newKeys = entry ? keysOf(entry.record) : undefined
      if (sameKeys(oldKeys, newKeys)) continue
      for (const key of list(oldKeys)) removeFrom(ids, key, id)
      for (const key of list(newKeys)) addTo(ids, key, id)
    }
  }

  for (const entry of initial) set(entry.record.id, entry)

  return {
    get: (id) => entries.get(id),
    get size() {
      return entries.size
    },
    all() {
      ordered ??= inOrder([...entries.values()])
      return ordered
    },
    by(name, key) {
      const ids = indexes.find((index) => index.name === name)?.ids.get(key)
      if (!ids) return []
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

function list(keys: Keys): readonly string[] {
  return keys === undefined ? [] : typeof keys === 'string' ? [keys] : keys
}

function sameKeys(a: Keys, b: Keys): boolean {
  if (a === b) return true
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
  return a.every((key, at) => key === b[at])
}

function addTo(ids: Map<string, Set<string>>, key: string, id: string): void {
  const known = ids.get(key)
  if (known) known.add(id)
  else ids.set(key, new Set([id]))
}

function removeFrom(ids: Map<string, Set<string>>, key: string, id: string): void {
  const known = ids.get(key)
  known?.delete(id)
  if (known?.size === 0) ids.delete(key)
}
