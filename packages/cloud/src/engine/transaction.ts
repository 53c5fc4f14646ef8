import type { Change, Collection, Records, Stored } from './collection.ts'
import type { RecordPut } from './database.ts'
import type { Partition } from './partition.ts'
import type { Entry } from './table.ts'
import type { View } from './view.ts'
import { partitionOf, type World } from './world.ts'

/** The writes of one request: visible in memory at once, undone as a whole, or handed over for the database and the listeners. */
export interface Transaction {
  records(region: string): Records
  readonly dirty: boolean
  /** What it has changed so far, but for the engine's own records. */
  changes(): readonly PendingChange[]
  /** Puts everything back as it was. */
  undo(): void
  /** The rows to write and the changes to tell, numbering them in the world's order of versions. */
  outcome(): Outcome
}

export interface Outcome {
  readonly puts: readonly RecordPut[]
  readonly deletedRows: readonly number[]
  readonly touched: readonly Touched[]
}

/** A record that the transaction has changed so far. */
export interface PendingChange {
  /** Empty for account-wide records. */
  readonly region: string
  /** The collection's name. */
  readonly type: string
  readonly id: string
  readonly before: Stored | undefined
  readonly after: Stored | undefined
}

/** One record after the transaction, with what it was before. */
export interface Touched {
  readonly partition: Partition
  readonly of: Collection<Stored, string>
  readonly change: Change
  readonly before: Stored | undefined
  readonly after: Stored | undefined
}

interface Write {
  readonly partition: Partition
  readonly of: Collection<Stored, string>
  readonly id: string
  /** The entry before the transaction. */
  readonly before: Entry | undefined
}

/** Changes one record; undefined takes it out. */
type WriteRecord = <R extends Stored>(
  partition: Partition,
  of: Collection<R, string>,
  id: string,
  record: R | undefined,
) => void

/** What a transaction shows of one Region, with the account-wide records. */
class RegionRecords implements Records {
  readonly #regional: Partition
  readonly #accountWide: Partition
  readonly #write: WriteRecord
  readonly #world: World
  readonly #region: string

  constructor(world: World, region: string, write: WriteRecord) {
    this.#world = world
    this.#region = region
    this.#regional = partitionOf(world, region)
    this.#accountWide = partitionOf(world, '')
    this.#write = write
  }

  get<R extends Stored, I extends string>(of: Collection<R, I>, id: string): R | undefined {
    return this.#at(of).table(of).get(id)?.record
  }

  all<R extends Stored, I extends string>(of: Collection<R, I>): readonly R[] {
    return this.#at(of).table(of).all()
  }

  by<R extends Stored, I extends string>(
    of: Collection<R, I>,
    index: I,
    key: string,
  ): readonly R[] {
    return this.#at(of).table(of).by(index, key)
  }

  pick<R extends Stored, I extends string>(
    of: Collection<R, I>,
    ids: Iterable<string>,
  ): readonly R[] {
    return this.#at(of).table(of).pick(ids)
  }

  countBy<R extends Stored, I extends string>(of: Collection<R, I>, index: I, key: string): number {
    return this.#at(of).table(of).countBy(index, key)
  }

  count<R extends Stored, I extends string>(of: Collection<R, I>): number {
    return this.#at(of).table(of).size
  }

  total<R extends Stored, I extends string>(
    of: Collection<R, I>,
    name: string,
    key: string,
  ): number {
    return this.#at(of).table(of).total(name, key)
  }

  put<R extends Stored, I extends string>(of: Collection<R, I>, record: NoInfer<R>): void {
    this.#write<R>(this.#at(of), of, record.id, record)
  }

  delete<R extends Stored, I extends string>(of: Collection<R, I>, id: string): void {
    this.#write<R>(this.#at(of), of, id, undefined)
  }

  view<R extends Stored, Out extends object>(view: View<R, Out>, id: string): Out | undefined {
    return this.#at(view.of).view(view, id, readRecords(this.#world, this.#region))
  }

  #at(of: { readonly scope: 'region' | 'account' }): Partition {
    return of.scope === 'account' ? this.#accountWide : this.#regional
  }
}

const readers = new WeakMap<World, Map<string, Records>>()

/** The records as they are, to read alone; the same object each time, for whoever keeps it. */
export function readRecords(world: World, region: string): Records {
  let known = readers.get(world)
  if (!known) readers.set(world, (known = new Map()))
  let reader = known.get(region)
  if (!reader) {
    reader = new RegionRecords(world, region, () => {
      throw new Error('Records are written in a transaction')
    })
    known.set(region, reader)
  }
  return reader
}

export function createTransaction(world: World, nextRow: () => number): Transaction {
  const writes = new Map<string, Write>()
  const facades = new Map<string, Records>()
  const chanceBefore = world.chance.mark()

  function write<R extends Stored>(
    partition: Partition,
    of: Collection<R, string>,
    id: string,
    record: R | undefined,
  ): void {
    const old = partition.table(of).get(id)
    if (!old && !record) return
    const key = `${partition.region} ${of.name} ${id}`
    if (!writes.has(key)) {
      // Reads only by name and id from here on; the record's own type no longer matters.
      writes.set(key, { partition, of: of as unknown as Collection<Stored>, id, before: old })
    }
    partition.set(of, id, record && { record, row: old?.row ?? nextRow() })
  }

  function records(region: string): Records {
    let facade = facades.get(region)
    if (!facade) facades.set(region, (facade = new RegionRecords(world, region, write)))
    return facade
  }

  return {
    records,
    get dirty() {
      return writes.size > 0
    },
    changes() {
      const changes: PendingChange[] = []
      for (const { partition, of, id, before } of writes.values()) {
        if (of.name.startsWith('engine/')) continue
        const { region } = partition
        const after = partition.table(of).get(id)?.record
        changes.push({ region, type: of.name, id, before: before?.record, after })
      }
      return changes
    },
    undo() {
      for (const { partition, of, id, before } of [...writes.values()].toReversed()) {
        partition.set(of, id, before)
      }
      writes.clear()
      world.chance.rewind(chanceBefore)
    },
    outcome() {
      const puts: RecordPut[] = []
      const deletedRows: number[] = []
      const touched: Touched[] = []
      for (const { partition, of, id, before } of writes.values()) {
        const after = partition.table(of).get(id)
        if (!before && !after) continue
        const version = ++world.version
        const { account } = world
        const { region } = partition
        if (before && before.row !== after?.row) deletedRows.push(before.row)
        if (after) {
          const { row, record } = after
          puts.push({ row, account, region, type: of.name, id, version, record })
        }
        const change: Change = {
          account,
          region: region || undefined,
          type: of.name,
          id,
          version,
          deleted: !after,
        }
        touched.push({ partition, of, change, before: before?.record, after: after?.record })
      }
      return { puts, deletedRows, touched }
    },
  }
}
