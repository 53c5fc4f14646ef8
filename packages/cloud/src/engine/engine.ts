import { createChance, type Clock } from '@brume/clock'
import type { CloudHost } from '../host.ts'
import {
  collection,
  type Change,
  type Collection,
  type ReadRecords,
  type Stored,
} from './collection.ts'
import type { Context, Timer } from './context.ts'
import type { Database, WorldRow } from './database.ts'
import { DurableWrites } from './durable-writes.ts'
import type { RegionSeed } from './seeds.ts'
import { timerKey, timerRecords, type TimerHandler, type TimerRecord } from './timers.ts'
import { createTransaction, readRecords, type Touched, type Transaction } from './transaction.ts'
import { createWorld, partitionOf, worldRow, type Pace, type World } from './world.ts'

export interface EngineOptions {
  readonly database: Database
  readonly host: CloudHost
  readonly wall: Clock
  /** Every account's chance derives from it. */
  readonly seed: string
  readonly pace: Pace
  /** Time at which a new account begins; default the wall's present. */
  readonly startAt?: number
  readonly timerHandlers: Readonly<Record<string, TimerHandler>>
  readonly regionSeeds: readonly RegionSeed[]
  /** Faults of timers, effects and listeners. */
  readonly onError: (error: unknown) => void
}

/** Where a transaction takes place and in whose name. */
export interface Scope {
  readonly account: string
  readonly region: string
  /** Default: a fresh one. */
  readonly requestId?: string
  /** Default: the account's root. */
  readonly caller?: string
  /** Default: the AWS port's own URL. */
  readonly endpoint?: string
}

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
  close(): void
}

/** One for each world that is written to. */
type Transactions = Map<World, Transaction>

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

interface Effects {
  readonly before: (() => void)[]
  readonly after: (() => void)[]
}

/** Which Regions of an account have been furnished. */
const furnished = collection<{ readonly id: string }>({ name: 'engine/region', scope: 'region' })

export function createEngine(options: EngineOptions): Engine {
  const { database, wall, onError } = options
  const worlds = new Map<string, World>()
  const changeListeners = new Set<(change: Change) => void>()
  const resetListeners = new Set<(account: string) => void>()
  let lastRow = 0
  let inTransaction = false
  let closed = false
  const writes = new DurableWrites(database, onError)

  load()

  function load(): void {
    const { worlds: rows, records } = database.load()
    for (const row of rows) worlds.set(row.account, createWorld(row, wall, onError))
    for (const { row, account, region, type, body } of records) {
      const world = worlds.get(account)
      if (!world) continue
      lastRow = Math.max(lastRow, row)
      partitionOf(world, region).adopt(type, { record: JSON.parse(body), row })
    }
    for (const world of worlds.values()) {
      for (const partition of world.partitions.values()) {
        for (const timer of partition.table(timerRecords).all()) arm(world, partition.region, timer)
      }
    }
  }

  function world(account: string): World {
    let found = worlds.get(account)
    if (!found) worlds.set(account, (found = newWorld(account, 0)))
    return found
  }

  function newWorld(account: string, version: number): World {
    const row: WorldRow = {
      account,
      now: options.startAt ?? wall.now(),
      ...options.pace,
      seed: options.seed,
      chance: createChance(`${options.seed}/${account}`).state(),
      version,
    }
    return createWorld(row, wall, onError)
  }

  function arm(of: World, region: string, timer: TimerRecord): void {
    const key = `${region} ${timer.id}`
    of.timers.get(key)?.()
    const cancel = of.clock.at(timer.at, () => {
      of.timers.delete(key)
      if (!closed) fire(of, region, timer)
    })
    of.timers.set(key, cancel)
  }

  function fire(of: World, region: string, timer: TimerRecord): void {
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
      // Undone with the failed transaction; kept, it would fail again at every start.
      transact(scope, (ctx) => ctx.db.delete(timerRecords, timer.id), deferred)
    }
  }

  function transact<T>(
    scope: Scope,
    fn: (ctx: Context) => T,
    transactOptions: TransactOptions = {},
  ): T {
    if (inTransaction) throw new Error('A transaction is already running')
    const of = world(scope.account)
    if (!isFurnished(of, scope.region)) {
      run(of, { account: of.account, region: scope.region }, (ctx) => furnish(of, ctx), {})
    }
    try {
      return run(of, scope, fn, transactOptions)
    } finally {
      // Of a read or a refusal, which tell what deferred steps have done.
      if (!transactOptions.deferred) writes.flush()
    }
  }

  function isFurnished(of: World, region: string): boolean {
    return partitionOf(of, region).table(furnished).get('furnished') !== undefined
  }

  function furnish(of: World, ctx: Context): void {
    ctx.db.put(furnished, { id: 'furnished' })
    const chance = createChance(`${of.seed}/${of.account}/${ctx.region}`)
    for (const seed of options.regionSeeds) seed({ ...ctx, chance })
  }

  function run<T>(
    of: World,
    scope: Scope,
    fn: (ctx: Context) => T,
    { discard = false, deferred = false }: TransactOptions,
  ): T {
    // Its own world's first; the others' as the function asks for them.
    const transactions = new Map([[of, createTransaction(of, () => ++lastRow)]])
    const effects: Effects = { before: [], after: [] }
    inTransaction = true
    let touched: readonly WorldTouched[] = []
    let result: T
    const undo = (): void => {
      for (const transaction of transactions.values()) transaction.undo()
    }
    try {
      result = fn(createContext(of, scope, transactions, effects))
      if (discard) {
        undo()
        return result
      }
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
        const timer = partition.table(timerRecords).get(change.id)?.record
        if (timer) arm(of, partition.region, timer)
        else {
          const key = `${partition.region} ${change.id}`
          of.timers.get(key)?.()
          of.timers.delete(key)
        }
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

  function createContext(
    of: World,
    scope: Scope,
    transactions: Transactions,
    effects: Effects,
  ): Context {
    const transaction = transactionOf(transactions, of)
    const db = transaction.records(scope.region)
    const now = of.clock.now()
    const { account } = scope
    return {
      account,
      region: scope.region,
      requestId: scope.requestId ?? crypto.randomUUID(),
      caller: scope.caller ?? `arn:aws:iam::${account}:root`,
      get endpoint() {
        return scope.endpoint ?? options.host.endpoint()
      },
      now,
      chance: of.chance,
      db,
      inRegion(region) {
        if (!isFurnished(of, region)) {
          furnish(of, createContext(of, { ...scope, region }, transactions, effects))
        }
        return transaction.records(region)
      },
      othersIn: (region) =>
        [...worlds.values()]
          .filter((other) => other !== of && other.partitions.has(region))
          .map((other) => ({
            account: other.account,
            db: createTransaction(other, () => 0).records(region),
          })),
      inAccount(other, region) {
        if (other === account) return this.inRegion(region)
        const there = worlds.get(other)
        if (!there || !isFurnished(there, region)) return undefined
        return transactionOf(transactions, there).records(region)
      },
      timers: {
        set(timer: Timer) {
          const id = timerKey(timer.kind, timer.id)
          const at = timer.transition && of.pace.instant ? Math.min(now, timer.at) : timer.at
          db.put(timerRecords, { ...timer, at, subject: timer.id, id })
        },
        cancel: (kind, id) => db.delete(timerRecords, timerKey(kind, id)),
      },
      host: options.host,
      beforeCommit: (effect) => effects.before.push(effect),
      afterCommit: (effect) => effects.after.push(effect),
    }
  }

  function transactionOf(transactions: Transactions, of: World): Transaction {
    let found = transactions.get(of)
    if (!found) transactions.set(of, (found = createTransaction(of, () => ++lastRow)))
    return found
  }

  function reset(account?: string): void {
    writes.flush()
    for (const old of account === undefined ? [...worlds.values()] : [world(account)]) {
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
      worlds.set(old.account, newWorld(old.account, old.version))
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
    writes.flush()
    const known = [...worlds.values()].filter((each) => each.version > 0)
    if (known.length > 0) {
      database.write({ puts: [], deletedRows: [], worlds: known.map(worldRow) })
    }
  }

  return {
    world,
    accounts: () => [...worlds.keys()],
    places: () =>
      [...worlds.values()].flatMap(({ account, partitions }) =>
        [...partitions.keys()].flatMap((region) => (region === '' ? [] : [{ account, region }])),
      ),
    transact,
    onChange: (listener) => subscribe(changeListeners, listener),
    onReset: (listener) => subscribe(resetListeners, listener),
    peek: (scope, of, id) =>
      partitionOf(world(scope.account), of.scope === 'account' ? '' : scope.region)
        .table(of)
        .get(id)?.record,
    read: (scope) => readRecords(world(scope.account), scope.region),
    findAnywhere(of, id) {
      for (const each of worlds.values()) {
        const record = partitionOf(each, '').table(of).get(id)?.record
        if (record) return { account: each.account, record }
      }
      return undefined
    },
    setPace(account, pace) {
      const of = world(account)
      of.pace = pace
      of.clock.setSpeed(pace.speed)
      if (of.version > 0) database.write({ puts: [], deletedRows: [], worlds: [worldRow(of)] })
    },
    reset,
    saveTimes,
    close() {
      if (closed) return
      saveTimes()
      closed = true
      for (const each of worlds.values()) each.clock.close()
      database.close()
    },
  }
}
