import type { Batch, Database, RecordPut } from './database.ts'
import type { Outcome } from './transaction.ts'
import { worldRow, type World } from './world.ts'

/** What a transaction has written in one world. */
interface WorldWrites extends Pick<Outcome, 'puts' | 'deletedRows'> {
  readonly of: World
}

/** The way of transactions to the database: at once, or, where nobody waits for them, many together. */
export class DurableWrites {
  readonly #database: Database
  readonly #onError: (error: unknown) => void
  /** What waits, by row: a record that changes twice is written once. */
  readonly #puts = new Map<number, RecordPut>()
  #deletedRows: number[] = []
  readonly #worlds = new Set<World>()
  #flushWaits = false

  constructor(database: Database, onError: (error: unknown) => void) {
    this.#database = database
    this.#onError = onError
  }

  /** Written when this returns, with all that waited; a throw leaves both unwritten. */
  commit(writes: readonly WorldWrites[]): void {
    this.#write({
      puts: [...this.#puts.values(), ...writes.flatMap(({ puts }) => puts)],
      deletedRows: [...this.#deletedRows, ...writes.flatMap(({ deletedRows }) => deletedRows)],
      worlds: Array.from(new Set([...this.#worlds, ...writes.map(({ of }) => of)]), worldRow),
    })
  }

  /** Written by the end of the turn. */
  defer(writes: readonly WorldWrites[]): void {
    for (const { of, puts, deletedRows } of writes) {
      this.#worlds.add(of)
      for (const put of puts) this.#puts.set(put.row, put)
      for (const row of deletedRows) {
        this.#puts.delete(row)
        this.#deletedRows.push(row)
      }
    }
    if (this.#flushWaits) return
    this.#flushWaits = true
    setImmediate(() => {
      this.#flushWaits = false
      try {
        this.flush()
      } catch (error) {
        this.#onError(error)
      }
    })
  }

  /** What waits is written when this returns; what cannot be is tried again with the next write. */
  flush(): void {
    if (this.#worlds.size === 0) return
    this.#write({
      puts: [...this.#puts.values()],
      deletedRows: this.#deletedRows,
      worlds: Array.from(this.#worlds, worldRow),
    })
  }

  #write(batch: Batch): void {
    this.#database.write(batch)
    this.#puts.clear()
    this.#deletedRows = []
    this.#worlds.clear()
  }
}
