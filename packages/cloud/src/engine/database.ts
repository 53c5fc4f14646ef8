import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Grows when the stored form changes; `migrations` then leads from each version to the next. */
const dataVersion = 1

/** Where acknowledged writes outlive the process. One transaction per request, in write-ahead mode. */
export interface Database {
  load(): { worlds: WorldRow[]; records: IterableIterator<RecordRow> }
  /** All or nothing; durable against the end of the process when it returns. */
  write(batch: Batch): void
  close(): void
}

/** What an account's world needs to go on after a restart. */
export interface WorldRow {
  readonly account: string
  readonly now: number
  readonly speed: number
  readonly instant: boolean
  readonly seed: string
  readonly chance: string
  readonly version: number
}

interface RowHead {
  /** Of one record from its creation to its end; never used again. */
  readonly row: number
  readonly account: string
  /** Empty for account-wide records. */
  readonly region: string
  readonly type: string
  readonly id: string
  readonly version: number
}

export interface RecordRow extends Pick<RowHead, 'row' | 'account' | 'region' | 'type'> {
  /** The record, JSON. */
  readonly body: string
}

export interface RecordPut extends RowHead {
  readonly record: object
}

export interface Batch {
  readonly puts: readonly RecordPut[]
  /** Also of rows that are put: whatever was written, they are gone afterwards. */
  readonly deletedRows: readonly number[]
  readonly worlds: readonly WorldRow[]
  readonly deletedWorlds?: readonly string[]
}

export class DataVersionError extends Error {}

/** Opens (or makes) `cloud.sqlite` in the directory. Throws `DataVersionError` for data of a newer Brume. */
export function openDatabase(directory: string): Database {
  mkdirSync(directory, { recursive: true })
  const path = join(directory, 'cloud.sqlite')
  const db = new DatabaseSync(path)
  try {
    // Exclusive: a second process on the same directory fails at once instead of diverging in memory.
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
  const put = db.prepare(
    'INSERT INTO records (row, account, region, type, id, version, body) VALUES (?, ?, ?, ?, ?, ?, ?) ' +
      'ON CONFLICT (row) DO UPDATE SET version = excluded.version, body = excluded.body',
  )
  const deleteRow = db.prepare('DELETE FROM records WHERE row = ?')
  const putWorld = db.prepare(
    'INSERT INTO worlds (account, now, speed, instant, seed, chance, version) VALUES (?, ?, ?, ?, ?, ?, ?) ' +
      'ON CONFLICT (account) DO UPDATE SET now = excluded.now, speed = excluded.speed, instant = excluded.instant, ' +
      'seed = excluded.seed, chance = excluded.chance, version = excluded.version',
  )
  const deleteWorld = db.prepare('DELETE FROM worlds WHERE account = ?')

  return {
    load: () => ({ worlds: loadWorlds(db), records: loadRecords(db) }),
    write(batch) {
      begin.run()
      try {
        for (const account of batch.deletedWorlds ?? []) deleteWorld.run(account)
        for (const r of batch.puts) {
          put.run(r.row, r.account, r.region, r.type, r.id, r.version, JSON.stringify(r.record))
        }
        for (const row of batch.deletedRows) deleteRow.run(row)
        for (const w of batch.worlds)
          putWorld.run(w.account, w.now, w.speed, w.instant ? 1 : 0, w.seed, w.chance, w.version)
        commit.run()
      } catch (error) {
        rollback.run()
        throw error
      }
    },
    close: () => db.close(),
  }
}

function prepareSchema(db: DatabaseSync, path: string): void {
  const found = Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
  if (found > dataVersion) {
    throw new DataVersionError(
      `${path} holds data of version ${found}; this Brume reads up to version ${dataVersion}. ` +
        'Start the newer Brume that wrote it, or point BRUME_DATA_DIR at another directory. Nothing was changed.',
    )
  }
  if (found === dataVersion) return
  db.exec(`
    BEGIN;
    CREATE TABLE records (row INTEGER PRIMARY KEY, account TEXT NOT NULL, region TEXT NOT NULL, type TEXT NOT NULL,
      id TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL);
    CREATE TABLE worlds (account TEXT PRIMARY KEY, now INTEGER NOT NULL, speed REAL NOT NULL, instant INTEGER NOT NULL,
      seed TEXT NOT NULL, chance TEXT NOT NULL, version INTEGER NOT NULL) WITHOUT ROWID;
    PRAGMA user_version = ${dataVersion};
    COMMIT;
  `)
}

function loadWorlds(db: DatabaseSync): WorldRow[] {
  return db
    .prepare(
      'SELECT account, now, speed, instant, seed, chance, version FROM worlds ORDER BY account',
    )
    .all()
    .map((row) => ({
      account: String(row['account']),
      now: Number(row['now']),
      speed: Number(row['speed']),
      instant: row['instant'] === 1,
      seed: String(row['seed']),
      chance: String(row['chance']),
      version: Number(row['version']),
    }))
}

function* loadRecords(db: DatabaseSync): IterableIterator<RecordRow> {
  const select = db.prepare('SELECT row, account, region, type, body FROM records ORDER BY row')
  // Half the cost of objects, at the start of a cloud with many records.
  select.setReturnArrays(true)
  for (const columns of select.iterate()) {
    yield {
      row: Number(columns[0]),
      account: String(columns[1]),
      region: String(columns[2]),
      type: String(columns[3]),
      body: String(columns[4]),
    }
  }
}

/** Keeps nothing: for tests and for a cloud that shall forget. */
export const memoryDatabase: Database = {
  load: () => ({ worlds: [], records: [].values() }),
  write() {},
  close() {},
}
