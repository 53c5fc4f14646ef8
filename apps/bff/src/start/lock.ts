import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ConfigError } from '../config-error.ts'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Lock {
  /** Leaves the URL for a second start to find. */
  announce(url: string): void
  release(): void
}

/** Another Brume has the data directory. */
export interface Taken {
  /** Where that one is; undefined when it has not got that far. */
  readonly url: string | undefined
}

/** How long a second start waits for the first to have its URL. */
const patienceMs = 5_000

/**
 * Takes the data directory for this process. The lock is the operating system's, held through an open SQLite file, so
 * it ends with the process however that ends: there is no stale lock to judge.
 */
export async function lockDataDir(dataDir: string): Promise<Lock | Taken> {
  const urlFile = join(dataDir, 'console-url')
  const database = openLockFile(dataDir)
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (!isBusy(error)) throw error
    return { url: await waitForUrl(urlFile) }
  }
  rmSync(urlFile, { force: true })
  return {
    announce: (url) => writeFileSync(urlFile, url),
    release: () => {
      rmSync(urlFile, { force: true })
      database.close()
    },
  }
}

function openLockFile(dataDir: string): DatabaseSync {
  try {
    mkdirSync(dataDir, { recursive: true })
    return new DatabaseSync(join(dataDir, 'lock'))
  } catch (cause) {
    throw new ConfigError(
      `BRUME_DATA_DIR=${dataDir} cannot be written to. Give a directory of yours.`,
      { cause },
    )
  }
}

async function waitForUrl(file: string): Promise<string | undefined> {
  for (const until = performance.now() + patienceMs; performance.now() < until; await sleep(100)) {
    try {
      const url = readFileSync(file, 'utf8')
      if (url !== '') return url
    } catch {
      // not written yet
    }
  }
  return undefined
}

/** SQLITE_BUSY */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5
}
