import {
  createChance,
  createWorldClock,
  type Clock,
  type SeededChance,
  type WorldClock,
} from '@brume/clock'
import type { WorldRow } from './database.ts'
import { createPartition, type Partition } from './partition.ts'

/** How an account's time runs. */
export interface Pace {
  /** World seconds per wall second, 1 to 3600; 0 stands still and is wound by hand. */
  readonly speed: number
  /** Steps of life cycles take no time; everything else runs by `speed`. */
  readonly instant: boolean
}

/** One account of the embedded cloud: its own time, chance, and records. */
export interface World {
  readonly account: string
  readonly seed: string
  readonly clock: WorldClock
  readonly chance: SeededChance
  /** Settable by the clock control. */
  pace: Pace
  /** Count of changes so far. */
  version: number
  /** By Region; '' holds the account-wide records. */
  readonly partitions: Map<string, Partition>
  /** Cancels of the armed durable timers, by Region and key. */
  readonly timers: Map<string, () => void>
}

export function createWorld(row: WorldRow, wall: Clock, onError: (error: unknown) => void): World {
  return {
    account: row.account,
    seed: row.seed,
    clock: createWorldClock({
      now: row.now,
      wall,
      speed: row.speed,
      onError,
      yieldTurn: () => new Promise((resolve) => setImmediate(resolve)),
    }),
    chance: createChance({ state: row.chance }),
    pace: { speed: row.speed, instant: row.instant },
    version: row.version,
    partitions: new Map(),
    timers: new Map(),
  }
}

export function worldRow(world: World): WorldRow {
  return {
    account: world.account,
    now: world.clock.now(),
    speed: world.pace.speed,
    instant: world.pace.instant,
    seed: world.seed,
    chance: world.chance.state(),
    version: world.version,
  }
}

export function partitionOf(world: World, region: string): Partition {
  let partition = world.partitions.get(region)
  if (!partition) world.partitions.set(region, (partition = createPartition(region)))
  return partition
}
