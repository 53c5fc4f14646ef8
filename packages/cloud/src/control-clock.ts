import type { WireRequest } from '@brume/aws-wire'
import { actingAccount, askedAccount, onlyMembers, readJson } from './control-request.ts'
import type { Settling } from './data-plane/settling.ts'
import type { Engine } from './engine/engine.ts'
import type { World } from './engine/world.ts'
import { durationMs, Refusal } from './refusal.ts'

/** An account's time, as `/_brume/clock` tells it. */
export interface ClockState {
  readonly account: string
  /** ISO 8601, like the times below. */
  readonly now: string
  /** Seconds of the account per second of wall time; 0 stands still. */
  readonly speed: number
  readonly paused: boolean
  /** Steps of life cycles take no time. */
  readonly instant: boolean
  /** While it is wound. */
  readonly advancing: { readonly from: string; readonly to: string; readonly now: string } | null
}

/** What is asked of a clock; members as of `POST /_brume/clock`. */
export type ClockWish = Readonly<Record<string, unknown>>

/**
 * `GET /_brume/clock` reads an account's clock, POST sets it: `{"speed": 60}`, `{"pause": true}`, `{"advance": "7d"}`,
 * `{"advanceTo": "2026-01-05T09:00:00Z"}`, `{"stop": true}`, `{"instant": true}`. Winding goes on when the caller has gone away, is seen by GET, and ends
 * early by `stop`; with `"wait": false` the answer comes at once.
 */
export async function controlClock(
  engine: Engine,
  settling: Settling,
  request: WireRequest,
): Promise<ClockState> {
  if (request.method === 'GET') return readClock(engine, askedAccount(engine, request))
  if (request.method !== 'POST') throw new Refusal('The clock is read by GET and set by POST.', 405)
  const body = readJson(request)
  const { account: _, ...wish } = body
  return setClock(engine, settling, actingAccount(engine, request, body), wish)
}

export function readClock(engine: Engine, account: string): ClockState {
  return describe(engine.world(account))
}

/** Throws a Refusal that says what is wrong with the wish. */
export async function setClock(
  engine: Engine,
  settling: Settling,
  account: string,
  wish: ClockWish,
): Promise<ClockState> {
  onlyMembers(wish, ['speed', 'pause', 'instant', 'advance', 'advanceTo', 'stop', 'wait'])
  const world = engine.world(account)
  const { advance, advanceTo } = wish
  const target = targetTime(world, advance, advanceTo)
  const speed = wish['speed'] === undefined ? undefined : speedIn(wish['speed'])
  const pause = flag('pause', wish['pause'])
  const instant = flag('instant', wish['instant'])
  const isStop = flag('stop', wish['stop']) === true
  const waits = flag('wait', wish['wait']) ?? true
  if (isStop && target !== undefined) throw new Refusal('Either "stop" or "advance", not both.')
  if (isStop) await world.clock.stopAdvancing()
  if (speed !== undefined) engine.setPace(account, { ...world.pace, speed })
  if (pause !== undefined) {
    engine.setPace(account, { ...world.pace, speed: pause ? 0 : world.pace.speed || 1 })
  }
  if (instant !== undefined) engine.setPace(account, { ...world.pace, instant })
  if (target !== undefined) {
    const wound = wind(engine, settling, account, target)
    if (waits) await wound
    else {
      // What then fails has no caller left to be told.
      wound.catch(engine.report)
      await Promise.resolve()
    }
  }
  return describe(world)
}

/** Winds an account's clock; resolves when all that fell due has happened and nothing is left to do, or it was stopped. */
export async function wind(
  engine: Engine,
  settling: Settling,
  account: string,
  targetMs: number,
): Promise<void> {
  const { clock } = engine.world(account)
  let isFirst = true
  await clock.advanceTo(targetMs, () => {
    if (!isFirst) return settling.settleStep(account)
    isFirst = false
    return settling.settle(account)
  })
  engine.saveTimes()
}

function describe({ account, pace, clock }: World): ClockState {
  const now = iso(clock.now())
  const { advancing } = clock
  return {
    account,
    now,
    speed: pace.speed,
    paused: pace.speed === 0,
    instant: pace.instant,
    advancing: advancing ? { from: iso(advancing.fromMs), to: iso(advancing.toMs), now } : null,
  }
}

const iso = (atMs: number): string => new Date(atMs).toISOString()

function flag(member: string, value: unknown): boolean | undefined {
  if (value === undefined || typeof value === 'boolean') return value
  throw new Refusal(`"${member}" is true or false.`)
}

function targetTime(world: World, advance: unknown, advanceTo: unknown): number | undefined {
  if (advance !== undefined && advanceTo !== undefined) {
    throw new Refusal('Either "advance" or "advanceTo", not both.')
  }
  if (advance !== undefined) return world.clock.now() + durationMs('advance', advance)
  if (advanceTo === undefined) return undefined
  const at = typeof advanceTo === 'string' ? Date.parse(advanceTo) : Number.NaN
  if (Number.isNaN(at)) throw new Refusal('"advanceTo" is an ISO 8601 time.')
  if (at < world.clock.now()) throw new Refusal('"advanceTo" lies in the past of this account.')
  return at
}

function speedIn(value: unknown): number {
  if (typeof value !== 'number' || !(value >= 1 && value <= 3600)) {
    throw new Refusal('"speed" is a number from 1 to 3600.')
  }
  return value
}
