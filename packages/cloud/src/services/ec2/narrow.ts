import type { Filter } from '@aws-sdk/client-ec2'
import type { Collection, ReadRecords, Stored } from '../../engine/collection.ts'
import { parseGlob } from '@brume/ec2-model'
import { tagKey } from './tag.ts'

/** Which records a filter's value can match at all, by an index; the filter itself still decides. */
export interface Narrow {
  count(db: ReadRecords, value: string): number
  /** At least all that match. */
  ids(db: ReadRecords, value: string): readonly string[]
}

/** By the collection's own index, whose keys are the filter's values. */
export function byIndex<R extends Stored, I extends string>(
  of: Collection<R, I>,
  index: I,
): Narrow {
  return {
    count: (db, value) => db.countBy(of, index, value),
    ids: (db, value) => db.by(of, index, value).map(({ id }) => id),
  }
}

/** The filter's value is the record's id. */
export function byId<R extends Stored, I extends string>(of: Collection<R, I>): Narrow {
  return {
    count: () => 1,
    ids: (db, value) => (db.get(of, value) ? [value] : []),
  }
}

/** By the ids that something else leads to. */
export function byPath(ids: Narrow['ids']): Narrow {
  return { count: (db, value) => ids(db, value).length, ids }
}

type Narrows = Readonly<Record<string, Narrow>>

/**
 * The records, in order of creation, among which are all that match the filters: those that the narrowest index leads to,
 * or all where none helps.
 */
export function candidates<R extends Stored, I extends string>(
  db: ReadRecords,
  of: Collection<R, I>,
  filters: readonly Filter[] | undefined,
  narrows: Narrows = {},
): readonly R[] {
  const total = db.count(of)
  let best: { readonly count: number; readonly find: () => readonly string[] } | undefined
  for (const { Name = '', Values = [] } of filters ?? []) {
    const narrow = Object.hasOwn(narrows, Name) ? narrows[Name] : narrowByTag(of, Name)
    const exact = narrow && exactValues(Values)
    if (!exact) continue
    const count = exact.reduce((sum, value) => sum + narrow.count(db, value), 0)
    // What finds most of them costs more than to look at all.
    if (count > Math.max(total / 4, 1) || count >= (best?.count ?? Infinity)) continue
    best = { count, find: () => exact.flatMap((value) => narrow.ids(db, value)) }
  }
  return best ? db.pick(of, best.find()) : db.all(of)
}

/** The texts that a filter's values stand for; undefined when one of them has a wildcard. */
export function exactValues(values: readonly string[]): readonly string[] | undefined {
  const exact: string[] = []
  for (const value of values) {
    const text = parseGlob(value)
    if (typeof text !== 'string') return undefined
    exact.push(text)
  }
  return exact
}

/** `tag:<key>`, where the collection has an index of its tags. */
function narrowByTag<R extends Stored, I extends string>(
  of: Collection<R, I>,
  name: string,
): Narrow | undefined {
  if (!name.startsWith('tag:') || !hasIndex(of, 'tag')) return undefined
  const key = name.slice('tag:'.length)
  const { count, ids } = byIndex(of, 'tag')
  return {
    count: (db, value) => count(db, tagKey({ Key: key, Value: value })),
    ids: (db, value) => ids(db, tagKey({ Key: key, Value: value })),
  }
}

/** Whether the collection has an index of that name, which its type does not tell. */
export function hasIndex<R extends Stored, N extends string>(
  of: Collection<R, string>,
  name: N,
): of is Collection<R, N> {
  return Object.hasOwn(of.indexes, name)
}
