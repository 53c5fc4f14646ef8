import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const schema = `
create table if not exists layers (
  id integer primary key, parent integer, base text unique, refs integer not null default 0);
create table if not exists entries (
  layer integer not null, path text not null, size integer not null, meta text, primary key (layer, path)) without rowid;
create table if not exists chunks (hash text primary key, refs integer not null, bytes blob not null);
create index if not exists loose_chunks on chunks (refs) where refs <= 0;
create table if not exists volumes (
  id text primary key, size_gib integer not null, parent integer, top integer) without rowid;
create table if not exists snapshots (id text primary key, layer integer, used integer not null) without rowid;
create table if not exists runtimes (guest text primary key, state text not null) without rowid;
`

/**
 * Opens the database of disks, in the directory or in memory. WAL with `synchronous = normal`: a commit survives the death of this
 * process at any moment, which is what the contract asks for, without waiting for the platter.
 */
export function openDiskDatabase(dataDir: string | undefined): DatabaseSync {
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true })
  const database = new DatabaseSync(
    dataDir === undefined ? ':memory:' : join(dataDir, 'disks.sqlite'),
  )
  database.exec(
    'pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = normal; pragma cache_size = -8000',
  )
  const version = database.prepare('pragma user_version').get()?.['user_version']
  if (version !== 0 && version !== 1) {
    database.close()
    throw new Error(
      `The disks in ${dataDir ?? 'memory'} were written by another version (${String(version)})`,
    )
  }
  database.exec(`begin; ${schema} pragma user_version = 1; commit`)
  return database
}
