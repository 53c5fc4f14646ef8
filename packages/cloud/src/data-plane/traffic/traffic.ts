import { createChance, type Chance, type Clock } from '@brume/clock'
import type { Engine } from '../../engine/engine.ts'
import type { Balancers } from '../balancer/balancers.ts'
import type { Fabric, Origin } from '../fabric/fabric.ts'
import type { SettlingPart } from '../settling.ts'
import { TrafficReport, type TrafficSlice } from './report.ts'
import { sendRequest } from './send-request.ts'
import type { TrafficWish } from './wish.ts'

/** Requests under way or sent not long ago, as they are listed. */
export interface TrafficRun {
  readonly id: number
  readonly wish: TrafficWish
  /** Account times, ms. */
  readonly startedAt: number
  readonly endsAt: number
  readonly running: boolean
  readonly sent: number
  readonly answered: number
  /** The newest 300 seconds, oldest first. */
  readonly slices: readonly TrafficSlice[]
}

/** Visitors: so many requests per second of an account's time to a balancer or a server, through the network. */
export interface Traffic extends SettlingPart {
  /** Undefined: the account has as many runs as it may have at once. */
  start(account: string, wish: TrafficWish): TrafficRun | undefined
  list(account: string): readonly TrafficRun[]
  /** False: there is no such run. */
  stop(account: string, id: number): boolean
  close(): void
}

export interface TrafficOptions {
  readonly engine: Engine
  readonly wall: Clock
  readonly fabric: Pick<Fabric, 'connect' | 'resolve' | 'decide' | 'myComputer'>
  readonly balancers: Pick<Balancers, 'onServed'>
}

const runsAtOnce = 4
/** What is over stays to be read. */
const runsKept = 8
/** Requests without an answer, of one run: beyond that no more are sent, as a browser waits too. */
const mostWaiting = 400
/** Bursts of this many ms of the account's time. */
const burstMs = 200
/** A fast clock's bursts come late: of the account's time that has passed, so much is made up for at most. */
const catchUpMs = 2000
const timeoutMs = 30_000

interface Run {
  readonly id: number
  readonly account: string
  readonly wish: TrafficWish
  readonly startedAt: number
  readonly endsAt: number
  readonly report: TrafficReport
  readonly chance: Chance
  waiting: Set<Promise<void>>
  /** Requests that are due, a fraction of one too. */
  due: number
  /** When the last burst was, ms of the account's time. */
  lastAt: number
  cancel: (() => void) | undefined
}

export function createTraffic({ engine, wall, fabric, balancers }: TrafficOptions): Traffic {
  const runs = new Map<string, Run[]>()
  /** By the address and port of the client: what the balancer chose for it. */
  const served = new Map<string, string>()
  let ids = 0
  let ports = 0
  const stops = [
    balancers.onServed(({ client, target }) => {
      const key = `${client.address}:${client.port}`
      if (served.has(key)) served.set(key, target ?? 'balancer')
    }),
    engine.onReset((account) => {
      for (const run of runs.get(account) ?? []) end(run)
      runs.delete(account)
    }),
  ]

  function end(run: Run): void {
    run.cancel?.()
    run.cancel = undefined
  }

  function burst(run: Run): void {
    const { clock } = engine.world(run.account)
    const now = clock.now()
    run.due += (run.wish.perSecond * Math.min(now - run.lastAt, catchUpMs)) / 1000
    run.lastAt = now
    const count = Math.min(Math.floor(run.due), mostWaiting - run.waiting.size)
    // What cannot be sent now is not made up for later.
    run.due -= Math.floor(run.due)
    for (let sent = 0; sent < count; sent++) {
      const asking = ask(run, clock).finally(() => run.waiting.delete(asking))
      run.waiting.add(asking)
    }
    if (now + burstMs >= run.endsAt) return end(run)
    run.cancel = clock.after(burstMs, () => burst(run))
  }

  async function ask(run: Run, clock: Clock): Promise<void> {
    const { wish, report, chance } = run
    report.asked(clock.now())
    const from = originOf(run, chance)
    const port = (ports = (ports + 1) % 28_000) + 32_768
    const key = `${from.address}:${port}`
    const startedAt = wall.now()
    served.set(key, '')
    try {
      const found = fabric.resolve(from, wish.host)
      const address = isAddress(wish.host)
        ? wish.host
        : 'unreachable' in found
          ? undefined
          : found[0]
      if (address === undefined) return report.noAnswer(clock.now())
      const reached = await fabric.connect(from, { address, port: wish.port, sourcePort: port })
      if ('unreachable' in reached) return report.noAnswer(clock.now())
      const status = await sendRequest(reached, wish, timeoutMs)
      if (status === undefined) return report.noAnswer(clock.now())
      const by = served.get(key) || whoHas(from, address, wish.port)
      report.answer(clock.now(), status, wall.now() - startedAt, by)
    } finally {
      served.delete(key)
    }
  }

  /** Who has an address, in one word. */
  function whoHas(from: Origin, address: string, port: number): string {
    return fabric.decide(from, address, 'tcp', port).destination.instanceId ?? address
  }

  function originOf({ account, wish }: Run, chance: Chance): Origin & { readonly address: string } {
    const own = fabric.myComputer(account)
    if (wish.from === 'my-computer') return own
    // Addresses for documentation (RFC 5737), so nobody's.
    return { ...own, address: `198.51.100.${1 + chance.below(254)}` }
  }

  const describe = (run: Run): TrafficRun => ({
    id: run.id,
    wish: run.wish,
    startedAt: run.startedAt,
    endsAt: run.endsAt,
    running: run.cancel !== undefined,
    sent: run.report.sent,
    answered: run.report.answered,
    slices: run.report.slices(),
  })

  return {
    start(account, wish) {
      const known = runs.get(account) ?? []
      if (known.filter(({ cancel }) => cancel).length >= runsAtOnce) return undefined
      const { clock, seed } = engine.world(account)
      ids += 1
      const startedAt = clock.now()
      const run: Run = {
        id: ids,
        account,
        wish,
        startedAt,
        endsAt: startedAt + wish.lastsMs,
        report: new TrafficReport(),
        chance: createChance(`${seed}/traffic/${ids}`),
        waiting: new Set(),
        due: 0,
        lastAt: startedAt - burstMs,
        cancel: undefined,
      }
      run.cancel = clock.after(0, () => burst(run))
      runs.set(account, [...known, run].slice(-runsKept))
      return describe(run)
    },
    list: (account) => (runs.get(account) ?? []).map(describe),
    stop(account, id) {
      const run = runs.get(account)?.find((each) => each.id === id)
      if (run) end(run)
      return run !== undefined
    },
    rests: (account) => (runs.get(account) ?? []).every(({ waiting }) => waiting.size === 0),
    async settle(account) {
      await Promise.all((runs.get(account) ?? []).flatMap(({ waiting }) => [...waiting]))
    },
    close() {
      for (const stop of stops) stop()
      for (const known of runs.values()) for (const run of known) end(run)
    },
  }
}

function isAddress(host: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(host)
}
