import type { Chance } from '@brume/clock'
import type { CloudHost } from '../host.ts'
import type { ReadRecords, Records } from './collection.ts'

/**
 * What an operation, a timer or a guest's event acts through. Everything done through one context is one
 * transaction: it is committed (memory and SQLite) when the function returns, and undone when it throws.
 */
export interface Context {
  /** 12 digits. */
  readonly account: string
  readonly region: string
  /** Of the API request; a fresh one for timers. */
  readonly requestId: string
  /** ARN of the caller. */
  readonly caller: string
  /** The AWS port as this caller reached it: `http://localhost:4566`. */
  readonly endpoint: string
  /** The account's time, ms since the epoch. */
  readonly now: number
  readonly chance: Chance
  readonly db: Records
  /** The same account's records in another Region, in the same transaction. */
  inRegion(region: string): Records
  /** What the account has in each Region that it has anything in, to read. */
  everywhere(): readonly RegionRecords[]
  /** The other accounts that have records in a Region, as last committed: to read what they share with this one. */
  othersIn(region: string): readonly OtherAccount[]
  /** Another account's records, in the same transaction: for what two accounts share. Undefined where that account has nothing. */
  inAccount(account: string, region: string): Records | undefined
  /** Durable timers of this account and Region; the handler runs in a transaction of its own. */
  readonly timers: Timers
  /** The running cloud around the records: the guest driver, the endpoint. */
  readonly host: CloudHost
  /**
   * Runs when the operation has succeeded, right before its writes become durable; a throw undoes everything. Not run for
   * DryRun. For driver calls that must be durable first (disk contents): what a crash leaves behind is swept at start-up.
   */
  beforeCommit(effect: () => void): void
  /** Runs after a successful commit, outside the transaction. Not durable: only for what is also reconciled at start-up. */
  afterCommit(effect: () => void): void
}

export interface RegionRecords {
  readonly region: string
  readonly db: ReadRecords
}

export interface OtherAccount {
  readonly account: string
  readonly db: ReadRecords
}

export interface Timers {
  /** Replaces an earlier timer of the same kind and id. `kind` names a handler in `timer-handlers.ts`. */
  set(timer: Timer): void
  cancel(kind: string, id: string): void
}

export interface Timer {
  readonly kind: string
  /** Of the record concerned. */
  readonly id: string
  /** Account time at which it falls due, ms since the epoch. */
  readonly at: number
  /** JSON. */
  readonly data?: unknown
  /** A step of a life cycle (a boot, a copy): due at once in a world whose pace is `instant`. */
  readonly transition?: boolean
}
