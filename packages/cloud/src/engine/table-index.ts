/** Ids of records by a key of theirs. Derived from the records and nothing else. */
export interface Index<R> {
  /** One id as a bare string: most keys have one record, and a set for each would weigh more than the records. */
  ids(key: string): string | ReadonlySet<string> | undefined
  /** A record came (no old one), went (no new one) or changed. */
  change(id: string, old: R | undefined, present: R | undefined): void
}

export type Keys = string | readonly string[] | undefined

export function createIndex<R>(keysOf: (record: R) => Keys): Index<R> {
  const ids = new Map<string, Ids>()
  return {
    ids: (key) => ids.get(key),
    change(id, old, present) {
      const oldKeys = old && keysOf(old)
      const newKeys = present && keysOf(present)
      if (sameKeys(oldKeys, newKeys)) return
      forEachKey(oldKeys, (key) => removeFrom(ids, key, id))
      forEachKey(newKeys, (key) => addTo(ids, key, id))
    },
  }
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
