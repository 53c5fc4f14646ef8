import { createChance, type Clock } from '@brume/clock'
import type { Database, WorldRow } from './database.ts'
import { createWorld, partitionOf, type Pace, type World } from './world.ts'

export interface WorldsOptions {
  readonly wall: Clock
  /** Every account's chance derives from it. */
  readonly seed: string
  readonly pace: Pace
  /** Time at which a new account begins; default the wall's present. */
  readonly startAt?: number
  /** Faults of timers, effects and listeners. */
  readonly onError: (error: unknown) => void
}

/** The accounts' worlds: as they were left, or made on first use. */
export class Worlds {
  readonly #options: WorldsOptions
  readonly #worlds = new Map<string, World>()
  #lastRow = 0

  constructor(options: WorldsOptions) {
    this.#options = options
  }

  load(database: Database): void {
    const { wall, onError } = this.#options
    const { worlds, records } = database.load()
    for (const row of worlds) this.#worlds.set(row.account, createWorld(row, wall, onError))
    for (const { row, account, region, type, body } of records) {
      const world = this.#worlds.get(account)
      if (!world) continue
      this.#lastRow = Math.max(this.#lastRow, row)
      partitionOf(world, region).adopt(type, { record: JSON.parse(body), row })
    }
  }

  /** The number of a new record's row. */
  readonly nextRow = (): number => {
    this.#lastRow += 1
    return this.#lastRow
  }

  /** The account's world, made on first use. */
  of(account: string): World {
    let found = this.#worlds.get(account)
    if (!found) this.#worlds.set(account, (found = this.#make(account, 0)))
    return found
  }

  /** The account's world if it has one. */
  known(account: string): World | undefined {
    return this.#worlds.get(account)
  }

  all(): World[] {
    return [...this.#worlds.values()]
  }

  /** Puts a world in the place of one that is over; versions go on, so that no listener takes an old change for a new one. */
  replace(old: World): void {
    this.#worlds.set(old.account, this.#make(old.account, old.version))
  }

  #make(account: string, version: number): World {
    const { wall, pace, seed, startAt, onError } = this.#options
    const row: WorldRow = {
      account,
      now: startAt ?? wall.now(),
      ...pace,
      seed,
      chance: createChance(`${seed}/${account}`).state(),
      version,
    }
    return createWorld(row, wall, onError)
  }
}
