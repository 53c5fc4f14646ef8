import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Grows when the stored form changes. */
const dataVersion = 1

export interface SeriesRow {
  readonly id: number
  readonly account: string
  readonly region: string
  readonly namespace: string
  readonly name: string
  /** JSON. */
  readonly dimensions: string
  readonly unit: string
  /** Of the newest data point in stored chunks. */
  readonly lastAt: number
}

export interface ChunkRow {
  readonly key: number
  /** Entries of the journal up to here are in it. */
  readonly upTo: number
  readonly body: Uint8Array
}

/** `metrics.sqlite`: series, their chunks, and the journal of what the chunks lack yet. */
export interface MetricsDatabase {
  loadSeries(): SeriesRow[]
  /** Oldest first. */
  loadJournal(): { readonly id: number; readonly body: Uint8Array }[]
  /** The number of the last entry that the journal ever had. */
  lastEntry(): number
  /** The account's day up to which old data was rolled up. */
  loadSwept(): Map<string, number>
  chunks(fromKey: number, toKey: number): ChunkRow[]
  /** All or nothing. */
  transaction(fn: () => void): void
  putSeries(row: SeriesRow): void
  putLastAt(series: number, lastAt: number): void
  putJournal(id: number, account: string, body: Uint8Array): void
  dropJournalBefore(id: number): void
  putChunk(row: ChunkRow): void
  dropChunks(fromKey: number, toKey: number): void
  putSwept(account: string, day: number): void
  dropSeries(id: number): void
  dropAccount(account: string): void
  close(): void
}

/** Opens or makes the file in the directory; without one, in memory alone. */
export function openMetricsDatabase(directory: string | undefined): MetricsDatabase {
  if (directory !== undefined) mkdirSync(directory, { recursive: true })
  const path = directory === undefined ? ':memory:' : join(directory, 'metrics.sqlite')
  const db = new DatabaseSync(path)
  try {
    db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL')
    db.exec('PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000')
    prepareSchema(db, path)
  } catch (error) {
    db.close()
    throw error
  }
  const begin = db.prepare('BEGIN')
  const commit = db.prepare('COMMIT')
  const rollback = db.prepare('ROLLBACK')
  const selectChunks = db.prepare(
    'SELECT key, up_to, body FROM chunks WHERE key BETWEEN ? AND ? ORDER BY key',
  )
  selectChunks.setReturnArrays(true)
  const putSeries = db.prepare(
    'INSERT INTO series (id, account, region, namespace, name, dimensions, unit, last_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const putLastAt = db.prepare('UPDATE series SET last_at = ? WHERE id = ?')
  const putJournal = db.prepare('INSERT INTO journal (id, account, body) VALUES (?, ?, ?)')
  const dropJournal = db.prepare('DELETE FROM journal WHERE id < ?')
  const putChunk = db.prepare(
    'INSERT INTO chunks (key, up_to, body) VALUES (?, ?, ?) ' +
      'ON CONFLICT (key) DO UPDATE SET up_to = excluded.up_to, body = excluded.body',
  )
  const dropChunks = db.prepare('DELETE FROM chunks WHERE key BETWEEN ? AND ?')
  const putSwept = db.prepare(
    'INSERT INTO swept (account, day) VALUES (?, ?) ON CONFLICT (account) DO UPDATE SET day = excluded.day',
  )
  const dropSeries = db.prepare('DELETE FROM series WHERE id = ?')

  return {
    loadSeries: () =>
      db
        .prepare('SELECT * FROM series ORDER BY id')
        .all()
        .map((row) => ({
          id: Number(row['id']),
          account: String(row['account']),
          region: String(row['region']),
          namespace: String(row['namespace']),
          name: String(row['name']),
          dimensions: String(row['dimensions']),
          unit: String(row['unit']),
          lastAt: Number(row['last_at']),
        })),
    loadJournal: () =>
      db
        .prepare('SELECT id, body FROM journal ORDER BY id')
        .all()
        .map((row) => ({ id: Number(row['id']), body: blobOf(row['body']) })),
    lastEntry: () =>
      Number(
        db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'journal'").get()?.['seq'] ?? 0,
      ),
    loadSwept: () =>
      new Map(
        db
          .prepare('SELECT account, day FROM swept')
          .all()
          .map((row) => [String(row['account']), Number(row['day'])]),
      ),
    chunks(fromKey, toKey) {
      // Arrays instead of objects: `setReturnArrays`.
      return selectChunks.all(fromKey, toKey).map((row) => ({
        key: Number(row[0]),
        upTo: Number(row[1]),
        body: blobOf(row[2]),
      }))
    },
    transaction(fn) {
      begin.run()
      try {
        fn()
        commit.run()
      } catch (error) {
        rollback.run()
        throw error
      }
    },
    putSeries(row) {
      const { id, account, region, namespace, name, dimensions, unit, lastAt } = row
      putSeries.run(id, account, region, namespace, name, dimensions, unit, lastAt)
    },
    putLastAt: (series, lastAt) => void putLastAt.run(lastAt, series),
    putJournal: (id, account, body) => void putJournal.run(id, account, body),
    dropJournalBefore: (id) => void dropJournal.run(id),
    putChunk: ({ key, upTo, body }) => void putChunk.run(key, upTo, body),
    dropChunks: (fromKey, toKey) => void dropChunks.run(fromKey, toKey),
    putSwept: (account, day) => void putSwept.run(account, day),
    dropSeries: (id) => void dropSeries.run(id),
    dropAccount(account) {
      db.prepare('DELETE FROM journal WHERE account = ?').run(account)
      db.prepare('DELETE FROM series WHERE account = ?').run(account)
      db.prepare('DELETE FROM swept WHERE account = ?').run(account)
    },
    close: () => db.close(),
  }
}

function blobOf(value: unknown): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array()
}

function prepareSchema(db: DatabaseSync, path: string): void {
  const found = Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
  if (found > dataVersion) {
    throw new Error(`${path} holds data of a newer Brume (version ${found}).`)
  }
  if (found === dataVersion) return
  db.exec(`
    BEGIN;
    CREATE TABLE series (id INTEGER PRIMARY KEY, account TEXT NOT NULL, region TEXT NOT NULL, namespace TEXT NOT NULL,
      name TEXT NOT NULL, dimensions TEXT NOT NULL, unit TEXT NOT NULL, last_at INTEGER NOT NULL);
    CREATE TABLE chunks (key INTEGER PRIMARY KEY, up_to INTEGER NOT NULL, body BLOB NOT NULL);
    CREATE TABLE journal (id INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL, body BLOB NOT NULL);
    CREATE TABLE swept (account TEXT PRIMARY KEY, day INTEGER NOT NULL);
    PRAGMA user_version = ${dataVersion};
    COMMIT;
  `)
}
