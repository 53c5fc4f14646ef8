import type { CloudHost } from '../host.ts'
import { ArmedTimers } from './armed-timers.ts'
import type { Change, Collection, ReadRecords, Records, Stored } from './collection.ts'
import type { Context } from './context.ts'
import { createContext, type Effects, type Scope, type Transactions } from './create-context.ts'
import type { Database } from './database.ts'
import { DurableWrites } from './durable-writes.ts'
import { furnish, isFurnished } from './furnish.ts'
import type { RegionSeed } from './seeds.ts'
import { retryDelayMs, timerRecords, type TimerHandler, type TimerRecord } from './timers.ts'
import { readRecords, type PendingChange, type Touched } from './transaction.ts'
import { partitionOf, worldRow, type Pace, type World } from './world.ts'
import { Worlds, type WorldsOptions } from './worlds.ts'

export type { Scope } from './create-context.ts'

export interface EngineOptions extends WorldsOptions {
  readonly database: Database
  readonly host: CloudHost
  readonly timerHandlers: Readonly<Record<string, TimerHandler>>
  readonly regionSeeds: readonly RegionSeed[]
  /** Sees every transaction's changes before they are committed, and writes with them. */
  readonly follow?: Follower
}

/** What keeps records in step with others, in the same transaction. */
export type Follower = (done: {
  readonly account: string
  readonly now: number
  readonly changes: readonly PendingChange[]
  recordsIn(region: string): Records
}) => void

export interface Engine {
  /** The account's world, made on first use. */
  world(account: string): World
  /** Accounts that have a world. */
  accounts(): readonly string[]
  /** Regions that accounts have records in. */
  places(): readonly { readonly account: string; readonly region: string }[]
  /** Runs `fn` as one transaction. */
  transact<T>(scope: Scope, fn: (ctx: Context) => T, options?: TransactOptions): T
  /** Called after each commit, in order. */
  onChange(listener: (change: Change) => void): () => void
  /** Called when an account was put back to its beginning. */
  onReset(listener: (account: string) => void): () => void
  /** One record as it is now, without the cost of a transaction. */
  peek<R extends Stored, I extends string>(
    scope: Scope,
    of: Collection<R, I>,
    id: string,
  ): R | undefined
  /** The records as they are, without the cost of a transaction: to read alone, and until the next change. */
  read(scope: Pick<Scope, 'account' | 'region'>): ReadRecords
  /** An account-wide record of whichever account has it (an access key). */
  findAnywhere<R extends Stored, I extends string>(
    of: Collection<R, I>,
    id: string,
  ): { account: string; record: R } | undefined
  setPace(account: string, pace: Pace): void
  /** Forgets everything of the account, or of all. */
  reset(account?: string): void
  /** Keeps every world's present time. */
  saveTimes(): void
  /** Takes a fault of work that nobody waits for. */
  report(error: unknown): void
  close(): void
}

interface WorldTouched {
  readonly of: World
  readonly touched: readonly Touched[]
}

export interface TransactOptions {
  /** Rolls it back after a success too (DryRun). */
  readonly discard?: boolean
  /**
   * A step that nobody waits for (a timer, a guest's event): durable by the end of the turn, and before any transaction that is not
   * deferred is over, so that nobody is told of what a crash could take back. A crash before that repeats the step.
   */
  readonly deferred?: boolean
}

export function createEngine(options: EngineOptions): Engine {
  const { database, onError } = options
  const worlds = new Worlds(options)
  const parts = { worlds, host: options.host, regionSeeds: options.regionSeeds }
  const timers = new ArmedTimers(fire)
  const changeListeners = new Set<(change: Change) => void>()
  const resetListeners = new Set<(account: string) => void>()
  let inTransaction = false
  let closed = false
  const writes = new DurableWrites(database, onError)

  worlds.load(database)
  for (const world of worlds.all()) timers.arm(world)

  function fire(of: World, region: string, timer: TimerRecord): void {
    if (closed) return
    const scope = { account: of.account, region }
    const deferred = { deferred: true }
    const handle = (ctx: Context): void => {
      ctx.db.delete(timerRecords, timer.id)
      const handler = options.timerHandlers[timer.kind]
      if (!handler) throw new Error(`No handler for timers of kind ${timer.kind}`)
      handler(ctx, { kind: timer.kind, id: timer.subject, at: timer.at, data: timer.data })
    }
    try {
      transact(scope, handle, deferred)
    } catch (error) {
      onError(error)
      const failures = (timer.failures ?? 0) + 1
      const at = of.clock.now() + retryDelayMs(failures)
      transact(scope, (ctx) => ctx.db.put(timerRecords, { ...timer, at, failures }), deferred)
    }
  }

  function transact<T>(
    scope: Scope,
    fn: (ctx: Context) => T,
    transactOptions: TransactOptions = {},
  ): T {
    if (inTransaction) throw new Error('A transaction is already running')
    const of = worlds.of(scope.account)
    if (!isFurnished(of, scope.region)) {
      const region = { account: of.account, region: scope.region }
      run(of, region, (ctx) => furnish(of, ctx, options.regionSeeds), {})
    }
    try {
      return run(of, scope, fn, transactOptions)
    } finally {
      // Of a read or a refusal, which tell what deferred steps have done.
      if (!transactOptions.deferred) writes.flush()
    }
  }

  function run<T>(
    of: World,
    scope: Scope,
    fn: (ctx: Context) => T,
    { discard = false, deferred = false }: TransactOptions,
  ): T {
    const transactions: Transactions = new Map()
    const effects: Effects = { before: [], after: [] }
    inTransaction = true
    let touched: readonly WorldTouched[] = []
    let result: T
    const undo = (): void => {
      for (const transaction of transactions.values()) transaction.undo()
    }
    try {
      result = fn(createContext(parts, of, scope, transactions, effects))
      if (discard) {
        undo()
        return result
      }
      follow(transactions)
      applyBefore(effects.before)
      touched = commit(transactions, deferred)
    } catch (error) {
      undo()
      throw error
    } finally {
      inTransaction = false
    }
    for (const each of touched) publish(each)
    for (const effect of effects.after) guard(effect)
    return result
  }

  function follow(transactions: Transactions): void {
    if (!options.follow) return
    for (const [{ account, clock }, transaction] of transactions) {
      if (!transaction.dirty) continue
      const changes = transaction.changes()
      options.follow({ account, now: clock.now(), changes, recordsIn: transaction.records })
    }
  }

  /** Several disks are one durable write. */
  function applyBefore(before: readonly (() => void)[]): void {
    const apply = (): void => {
      for (const effect of before) effect()
    }
    if (before.length > 1) options.host.driver.disks.batch(apply)
    else apply()
  }

  /** One durable write for all the worlds that the transaction changed. */
  function commit(transactions: Transactions, deferred: boolean): readonly WorldTouched[] {
    const dirty = [...transactions].filter(([, transaction]) => transaction.dirty)
    if (dirty.length === 0) return []
    const versions = dirty.map(([of]) => [of, of.version] as const)
    const outcomes = dirty.map(([of, transaction]) => ({ of, ...transaction.outcome() }))
    try {
      if (deferred) writes.defer(outcomes)
      else writes.commit(outcomes)
    } catch (error) {
      for (const [of, version] of versions) of.version = version
      throw error
    }
    return outcomes
  }

  function publish({ of, touched }: WorldTouched): void {
    for (const { partition, of: collectionOf, before, after, change } of touched) {
      if (collectionOf.name === timerRecords.name) {
        timers.follow(of, partition.region, change.id)
      }
      const record = after ?? before
      if (record) {
        guard(() => partition.warm(collectionOf.name, record, readRecords(of, partition.region)))
      }
    }
    for (const { change } of touched) {
      if (change.type.startsWith('engine/')) continue
      for (const listener of changeListeners) guard(() => listener(change))
    }
  }

  function guard(effect: () => void): void {
    try {
      effect()
    } catch (error) {
      onError(error)
    }
  }

  function reset(account?: string): void {
    writes.flush()
    for (const old of account === undefined ? worlds.all() : [worlds.of(account)]) {
      old.clock.close()
      const rows: number[] = []
      const gone: Change[] = []
      for (const partition of old.partitions.values()) {
        for (const [type, { record, row }] of partition.everything()) {
          rows.push(row)
          if (type.startsWith('engine/')) continue
          const region = partition.region || undefined
          const version = ++old.version
          gone.push({ account: old.account, region, type, id: record.id, version, deleted: true })
        }
      }
      database.write({ puts: [], deletedRows: rows, worlds: [], deletedWorlds: [old.account] })
      worlds.replace(old)
      for (const change of gone) {
        for (const listener of changeListeners) guard(() => listener(change))
      }
      for (const listener of resetListeners) guard(() => listener(old.account))
    }
  }

  function subscribe<L>(listeners: Set<L>, listener: L): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  function saveTimes(): void {
    if (closed) return
    writes.flush()
    const known = worlds.all().filter((each) => each.version > 0)
    if (known.length > 0) {
      database.write({ puts: [], deletedRows: [], worlds: known.map(worldRow) })
    }
  }

  return {
    world: (account) => worlds.of(account),
    accounts: () => worlds.all().map(({ account }) => account),
    places: () =>
      worlds
        .all()
        .flatMap(({ account, partitions }) =>
          [...partitions.keys()].flatMap((region) => (region === '' ? [] : [{ account, region }])),
        ),
    transact,
    onChange: (listener) => subscribe(changeListeners, listener),
    onReset: (listener) => subscribe(resetListeners, listener),
    peek: (scope, of, id) =>
      partitionOf(worlds.of(scope.account), of.scope === 'account' ? '' : scope.region)
        .table(of)
        .get(id)?.record,
    read: (scope) => readRecords(worlds.of(scope.account), scope.region),
    findAnywhere(of, id) {
      for (const each of worlds.all()) {
        const record = partitionOf(each, '').table(of).get(id)?.record
        if (record) return { account: each.account, record }
      }
      return undefined
    },
    setPace(account, pace) {
      const of = worlds.of(account)
      of.pace = pace
      of.clock.setSpeed(pace.speed)
      if (of.version > 0) database.write({ puts: [], deletedRows: [], worlds: [worldRow(of)] })
    },
    reset,
    saveTimes,
    report: onError,
    close() {
      if (closed) return
      saveTimes()
      closed = true
      for (const each of worlds.all()) each.clock.close()
      database.close()
    },
  }
}
