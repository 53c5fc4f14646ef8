import type { Cancel, Clock } from '@brume/clock'
import type { Guest } from '@brume/guests'
import type { Change } from '../../engine/collection.ts'
import type { Engine } from '../../engine/engine.ts'
import type { GuestTarget } from '../../host.ts'
import {
  balancersOf,
  targetGroups,
  type HealthCheck,
} from '../../services/elastic-load-balancing-v2/target-groups/target-group.ts'
import {
  judgeProbe,
  noProbes,
  type ProbeResult,
  type ProbeStreak,
} from '../../services/elastic-load-balancing-v2/targets/judge-probe.ts'
import {
  isProbed,
  reportProbe,
} from '../../services/elastic-load-balancing-v2/targets/target-health.ts'
import {
  targets,
  type TargetHealth,
  type TargetRecord,
} from '../../services/elastic-load-balancing-v2/targets/target.ts'
import type { Fabric } from '../fabric/fabric.ts'
import type { Place } from '../fabric/region-network.ts'
import { probe } from './probe.ts'
import { standingNodes } from './find-balancer.ts'
import { Remembered } from './remembered.ts'
import type { TargetSetup } from './setup.ts'
import type { Setups } from './setups.ts'
import type { Dial } from './target-agent.ts'

export interface ProberOptions {
  readonly engine: Engine
  readonly setups: Setups
  readonly findGuest: (target: GuestTarget) => Guest | undefined
  readonly network: () => Pick<Fabric, 'connect' | 'networkVersion'>
  readonly onError: (error: unknown) => void
}

/** A group whose targets are asked. */
interface Watched {
  readonly place: Place
  readonly groupId: string
  readonly marks: Map<string, Mark>
  cancel: Cancel | undefined
  /** For which the timer is set. */
  intervalMs: number
}

interface Mark {
  streak: ProbeStreak
  readonly remembered: Remembered
  isAsked: boolean
}

/**
 * Health checks: one timer for each group that has targets to ask, at whole multiples of its interval of account time; a new target
 * is asked at once too. Each is asked by one node, that of its own zone if there is one. Streaks are kept in memory: after a restart
 * they are counted anew, from the health that was written.
 */
export class Prober {
  readonly #options: ProberOptions
  readonly #watched = new Map<string, Watched>()
  readonly #stale = new Map<string, { place: Place; groupId: string }>()
  /** Questions to the network that have no answer yet, by account. */
  readonly #connecting = new Map<Promise<void>, string>()
  #reports = 0
  #seenReports = 0

  constructor(options: ProberOptions) {
    this.#options = options
  }

  /** After a restart. */
  resume(): void {
    const { engine } = this.#options
    for (const place of engine.places()) {
      for (const { id } of engine.read(place).all(targetGroups)) this.#look(place, id)
    }
  }

  follow({ account, region = '', type, id }: Change): void {
    if (type !== targets.name && type !== targetGroups.name) return
    const groupId = type === targets.name ? id.slice(0, id.indexOf('|')) : id
    const place = { account, region }
    const waits = this.#stale.size > 0
    this.#stale.set(keyOf(place, groupId), { place, groupId })
    // Once for all changes of a transaction.
    if (!waits) queueMicrotask(() => this.#lookAgain())
  }

  forget(account: string): void {
    for (const [key, watched] of this.#watched) {
      if (watched.place.account === account) this.#end(key, watched)
    }
  }

  close(): void {
    for (const [key, watched] of this.#watched) this.#end(key, watched)
  }

  rests(account: string): boolean {
    return this.#connecting.size === 0 || ![...this.#connecting.values()].includes(account)
  }

  /** Resolves when the network has answered; true when something came of it. */
  async settle(account: string): Promise<boolean> {
    const waiting = [...this.#connecting].filter(([, whose]) => whose === account)
    await Promise.all(waiting.map(([question]) => question))
    const moved = waiting.length > 0 || this.#reports !== this.#seenReports
    this.#seenReports = this.#reports
    return moved
  }

  #lookAgain(): void {
    const stale = [...this.#stale.values()]
    this.#stale.clear()
    for (const { place, groupId } of stale) this.#look(place, groupId)
  }

  /** Begins or ends asking a group's targets. */
  #look(place: Place, groupId: string): void {
    const { engine } = this.#options
    const key = keyOf(place, groupId)
    const db = engine.read(place)
    const group = db.get(targetGroups, groupId)
    const asked = group?.healthCheck.enabled
      ? db.by(targets, 'group', groupId).filter(isProbed)
      : []
    let watched = this.#watched.get(key)
    if (!group || asked.length === 0) {
      if (watched) this.#end(key, watched)
      return
    }
    if (!watched) {
      watched = { place, groupId, marks: new Map(), cancel: undefined, intervalMs: 0 }
      this.#watched.set(key, watched)
    }
    const ids = new Set(asked.map(({ id }) => id))
    for (const id of watched.marks.keys()) if (!ids.has(id)) watched.marks.delete(id)
    const fresh = asked.filter(
      ({ id, health }) => health.state === 'initial' && !watched.marks.has(id),
    )
    const intervalMs = group.healthCheck.intervalSeconds * 1000
    if (watched.intervalMs !== intervalMs) this.#arm(watched, intervalMs)
    if (fresh.length === 0) return
    const freshIds = new Set(fresh.map(({ id }) => id))
    this.#ask(watched, ({ record }) => freshIds.has(record.id))
  }

  #end(key: string, watched: Watched): void {
    watched.cancel?.()
    this.#watched.delete(key)
  }

  #clock(account: string): Clock & { readonly winding: boolean } {
    return this.#options.engine.world(account).clock
  }

  #arm(watched: Watched, intervalMs: number): void {
    watched.cancel?.()
    watched.intervalMs = intervalMs
    const clock = this.#clock(watched.place.account)
    const next = (Math.floor(clock.now() / intervalMs) + 1) * intervalMs
    watched.cancel = clock.at(next, () => {
      this.#arm(watched, intervalMs)
      this.#ask(watched, () => true)
    })
  }

  #ask(watched: Watched, wanted: (target: TargetSetup) => boolean): void {
    const { place, groupId, marks } = watched
    const { engine, findGuest, network, setups } = this.#options
    const group = setups.group(place, groupId)
    const [balancerId] = balancersOf(engine.read(place), groupId)
    const balancer =
      balancerId === undefined ? undefined : setups.balancer(place, balancerId)?.record
    const nodes = balancer ? standingNodes(engine.read(place), balancer) : []
    const [firstNode] = nodes
    if (!group || !firstNode) return
    const { healthCheck: check, targetType } = group.record
    const clock = this.#clock(place.account)
    const isWinding = clock.winding
    const networkVersion = network().networkVersion(place.account)
    for (const target of group.targets) {
      const { address, record, zone } = target
      if (!isProbed(record) || !wanted(target)) continue
      const mark = markOf(marks, record.id)
      if (mark.isAsked) continue
      const guest =
        targetType === 'instance' ? findGuest({ ...place, instanceId: record.targetId }) : undefined
      const now = { guest, networkVersion, check, address }
      // An address is anybody's: whether what stands there has changed is not known.
      const recalls = isWinding && targetType === 'instance'
      const known = recalls ? mark.remembered.recall(now) : undefined
      if (known) {
        if (!isSteady(record.health, mark.streak, known)) {
          this.#judge(place, record, mark, known, check)
        }
        continue
      }
      mark.remembered.begin(now)
      const node = nodes.find(({ availabilityZone }) => availabilityZone === zone) ?? firstNode
      const { networkInterfaceId } = node
      const port = check.port === 'traffic-port' ? target.port : check.port
      const dial = { ...place, networkInterfaceId, groupId, address, port }
      this.#probe(watched, record, mark, check, dial, clock)
    }
  }

  #probe(
    { place, marks }: Watched,
    target: TargetRecord,
    mark: Mark,
    check: HealthCheck,
    dial: Dial,
    clock: Clock,
  ): void {
    const { onError, network } = this.#options
    const question = Promise.withResolvers<void>()
    this.#connecting.set(question.promise, place.account)
    mark.isAsked = true
    const onConnected = (): void => {
      this.#connecting.delete(question.promise)
      question.resolve()
    }
    const judge = async (): Promise<void> => {
      const result = await probe({ network: network(), clock, check, dial, onConnected })
      mark.isAsked = false
      mark.remembered.keep(result)
      // It may have gone meanwhile.
      if (marks.get(target.id) === mark) this.#judge(place, target, mark, result, check)
    }
    judge().catch(onError)
  }

  #judge(
    place: Place,
    asked: TargetRecord,
    mark: Mark,
    result: ProbeResult,
    check: HealthCheck,
  ): void {
    const target = this.#options.engine.peek(place, targets, asked.id)
    if (!target || !isProbed(target)) return
    const { health, streak } = judgeProbe(target.health, mark.streak, result, check)
    mark.streak = streak
    if (health !== target.health) this.#report(place, target.id, health)
  }

  #report(place: Place, id: string, health: TargetHealth): void {
    this.#reports += 1
    const { engine, onError } = this.#options
    try {
      engine.transact(place, (ctx) => reportProbe(ctx, id, health), { deferred: true })
    } catch (error) {
      onError(error)
    }
  }
}

function keyOf({ account, region }: Place, groupId: string): string {
  return `${account}/${region}/${groupId}`
}

function markOf(marks: Map<string, Mark>, id: string): Mark {
  let mark = marks.get(id)
  if (!mark) {
    mark = { streak: noProbes, remembered: new Remembered(), isAsked: false }
    marks.set(id, mark)
  }
  return mark
}

/** One more of the same would change nothing. */
function isSteady({ state }: TargetHealth, streak: ProbeStreak, result: ProbeResult): boolean {
  return result.passed && state === 'healthy' && streak.failed === 0 && streak.passed > 0
}
