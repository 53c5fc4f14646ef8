import type { CloudHost } from '../host.ts'
import type { Context, Timer } from './context.ts'
import { furnish, isFurnished } from './furnish.ts'
import type { RegionSeed } from './seeds.ts'
import { timerKey, timerRecords } from './timers.ts'
import { createTransaction, type Transaction } from './transaction.ts'
import type { World } from './world.ts'
import type { Worlds } from './worlds.ts'

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

/** One for each world that is written to. */
export type Transactions = Map<World, Transaction>

export interface Effects {
  readonly before: (() => void)[]
  readonly after: (() => void)[]
}

/** What contexts are made of. */
export interface ContextParts {
  readonly worlds: Worlds
  readonly host: CloudHost
  readonly regionSeeds: readonly RegionSeed[]
}

/** What a function acts through: its own world's records first, the others' as it asks for them. */
export function createContext(
  parts: ContextParts,
  of: World,
  scope: Scope,
  transactions: Transactions,
  effects: Effects,
): Context {
  const { worlds, host, regionSeeds } = parts
  const transactionOf = (world: World): Transaction => {
    let found = transactions.get(world)
    if (!found) transactions.set(world, (found = createTransaction(world, worlds.nextRow)))
    return found
  }
  const transaction = transactionOf(of)
  const db = transaction.records(scope.region)
  const now = of.clock.now()
  const { account } = scope
  return {
    account,
    region: scope.region,
    requestId: scope.requestId ?? crypto.randomUUID(),
    caller: scope.caller ?? `arn:aws:iam::${account}:root`,
    get endpoint() {
      return scope.endpoint ?? host.endpoint()
    },
    now,
    chance: of.chance,
    db,
    inRegion(region) {
      if (!isFurnished(of, region)) {
        furnish(
          of,
          createContext(parts, of, { ...scope, region }, transactions, effects),
          regionSeeds,
        )
      }
      return transaction.records(region)
    },
    everywhere: () =>
      [...of.partitions.keys()]
        .filter((each) => each !== '')
        .map((each) => ({ region: each, db: transaction.records(each) })),
    othersIn: (region) =>
      worlds
        .all()
        .filter((other) => other !== of && other.partitions.has(region))
        .map((other) => ({
          account: other.account,
          db: createTransaction(other, () => 0).records(region),
        })),
    inAccount(other, region) {
      if (other === account) return this.inRegion(region)
      const there = worlds.known(other)
      if (!there || !isFurnished(there, region)) return undefined
      return transactionOf(there).records(region)
    },
    timers: {
      set(timer: Timer) {
        const id = timerKey(timer.kind, timer.id)
        const at = timer.transition && of.pace.instant ? Math.min(now, timer.at) : timer.at
        db.put(timerRecords, { ...timer, at, subject: timer.id, id })
      },
      cancel: (kind, id) => db.delete(timerRecords, timerKey(kind, id)),
    },
    host,
    beforeCommit: (effect) => effects.before.push(effect),
    afterCommit: (effect) => effects.after.push(effect),
  }
}
