import type { View } from './view.ts'

/** A record as the store keeps it: immutable; a change is a new object under the same id. Plain JSON only (times are epoch ms). */
export interface Stored {
  readonly id: string
}

/**
 * A kind of record. Declared once beside the record's type, at module level:
 * `export const instances = collection<InstanceRecord>({ name: 'ec2/instance', scope: 'region', indexes: { subnet: (r) => r.subnetId } })`.
 */
export interface Collection<R extends Stored, Index extends string = never> {
  /** `<service>/<kind>`, also the `type` of its change events. */
  readonly name: string
  /** Whether a record belongs to one Region of an account or to the account as a whole (IAM). */
  readonly scope: 'region' | 'account'
  /** Secondary keys; a record without the key, or with several, is allowed. */
  readonly indexes: Readonly<Record<Index, (record: R) => string | readonly string[] | undefined>>
  /** Running sums over the records, by name. */
  readonly totals: Readonly<Record<string, (record: R) => Share | undefined>>
  /** Phantom: carries the record type. */
  readonly record?: R
}

/** What a record adds to a running sum. */
export interface Share {
  readonly key: string
  readonly amount: number
}

export function collection<R extends Stored, Index extends string = never>(definition: {
  name: string
  scope: 'region' | 'account'
  indexes?: Record<Index, (record: R) => string | readonly string[] | undefined>
  totals?: Record<string, (record: R) => Share | undefined>
}): Collection<R, Index> {
  return {
    name: definition.name,
    scope: definition.scope,
    indexes: definition.indexes ?? ({} as Record<Index, never>),
    totals: definition.totals ?? {},
  }
}

/** The records of one account and Region (account-wide collections show through). Reads see the writes of the running transaction. */
export interface Records {
  get<R extends Stored, I extends string>(of: Collection<R, I>, id: string): R | undefined
  /** In order of creation. Do not keep it across a write. */
  all<R extends Stored, I extends string>(of: Collection<R, I>): readonly R[]
  by<R extends Stored, I extends string>(of: Collection<R, I>, index: I, key: string): readonly R[]
  /** The records that there are of these ids, in order of creation. */
  pick<R extends Stored, I extends string>(
    of: Collection<R, I>,
    ids: Iterable<string>,
  ): readonly R[]
  /** How many `by` would find, at no cost. */
  countBy<R extends Stored, I extends string>(of: Collection<R, I>, index: I, key: string): number
  count<R extends Stored, I extends string>(of: Collection<R, I>): number
  /** What the records add up to under a key, at no cost. */
  total<R extends Stored, I extends string>(of: Collection<R, I>, name: string, key: string): number
  /** Inserts or replaces. */
  put<R extends Stored, I extends string>(of: Collection<R, I>, record: NoInfer<R>): void
  delete<R extends Stored, I extends string>(of: Collection<R, I>, id: string): void
  /** What `view` makes of the record: the same object until the record or something it depends on changes. */
  view<R extends Stored, Out extends object>(view: View<R, Out>, id: string): Out | undefined
}

/** The part of `Records` that changes nothing. */
export type ReadRecords = Pick<Records, 'get' | 'all' | 'by' | 'pick' | 'countBy' | 'count'>

/** Emitted after the commit, in order. */
export interface Change {
  readonly account: string
  /** Absent for account-wide collections. */
  readonly region: string | undefined
  /** The collection's name. */
  readonly type: string
  readonly id: string
  /** Grows with every change in the account. */
  readonly version: number
  readonly deleted: boolean
}
