import type { Change } from '../../engine/collection.ts'
import type { Engine } from '../../engine/engine.ts'
import { instances } from '../../services/ec2/instances/instance.ts'
import { networkInterfaces } from '../../services/ec2/network-interfaces/network-interface.ts'
import { listeners } from '../../services/elastic-load-balancing-v2/listeners/listener.ts'
import { loadBalancers } from '../../services/elastic-load-balancing-v2/load-balancers/load-balancer.ts'
import { listenerRules } from '../../services/elastic-load-balancing-v2/rules/rule.ts'
import { targetGroups } from '../../services/elastic-load-balancing-v2/target-groups/target-group.ts'
import { targets } from '../../services/elastic-load-balancing-v2/targets/target.ts'
import type { Place } from '../fabric/region-network.ts'
import { TargetTurns } from './choose-target.ts'
import {
  makeBalancer,
  makeGroup,
  makeListener,
  type BalancerSetup,
  type GroupSetup,
  type ListenerSetup,
} from './setup.ts'

/** What has been made of one Region's records. ARNs name the account and the Region too. */
interface Made {
  readonly balancers: Map<string, BalancerSetup | undefined>
  /** By balancer and port. */
  readonly listeners: Map<string, ListenerSetup | undefined>
  readonly groups: Map<string, GroupSetup | undefined>
}

/** Balancers as they serve, made of the records when they are first asked for, and anew when those change. */
export class Setups {
  readonly #engine: Engine
  readonly #made = new Map<string, Made>()
  /** Whose turn it is outlives changes. */
  readonly #turns = new Map<string, TargetTurns>()

  constructor(engine: Engine) {
    this.#engine = engine
  }

  balancer(place: Place, id: string): BalancerSetup | undefined {
    return kept(this.#of(place).balancers, id, () => {
      const record = this.#engine.peek(place, loadBalancers, id)
      return record && makeBalancer(record)
    })
  }

  listener(place: Place, balancerId: string, port: number): ListenerSetup | undefined {
    return kept(this.#of(place).listeners, `${balancerId} ${port}`, () => {
      const balancer = this.balancer(place, balancerId)
      if (!balancer) return undefined
      const db = this.#engine.read(place)
      const record = db.by(listeners, 'balancer', balancerId).find((each) => each.port === port)
      return record && makeListener(db, record, balancer)
    })
  }

  group(place: Place, id: string): GroupSetup | undefined {
    return kept(this.#of(place).groups, id, () => {
      const record = this.#engine.peek(place, targetGroups, id)
      return record && makeGroup(this.#engine.read(place), record)
    })
  }

  turns(groupId: string): TargetTurns {
    let turns = this.#turns.get(groupId)
    if (!turns) this.#turns.set(groupId, (turns = new TargetTurns()))
    return turns
  }

  /** Forgets what a change touches. */
  follow({ account, region = '', type, id, deleted }: Change): void {
    const place = { account, region }
    const made = this.#made.get(keyOf(place))
    if (type === targetGroups.name && deleted) this.#turns.delete(id)
    if (!made) return
    switch (type) {
      case targets.name:
        return void made.groups.delete(id.slice(0, id.indexOf('|')))
      case targetGroups.name:
        return void made.groups.delete(id)
      case loadBalancers.name:
        made.balancers.delete(id)
        return made.listeners.clear()
      case listeners.name:
      case listenerRules.name:
        return made.listeners.clear()
      case instances.name:
        return this.#forgetTarget(place, made, id)
      case networkInterfaces.name: {
        const eni = this.#engine.peek(place, networkInterfaces, id)
        const instanceId = eni?.attachment?.instanceId
        return instanceId === undefined ? undefined : this.#forgetTarget(place, made, instanceId)
      }
    }
  }

  forget(account: string): void {
    for (const key of this.#made.keys()) if (key.startsWith(`${account}/`)) this.#made.delete(key)
  }

  #forgetTarget(place: Place, made: Made, targetId: string): void {
    if (made.groups.size === 0) return
    for (const each of this.#engine.read(place).by(targets, 'target', targetId)) {
      made.groups.delete(each.targetGroupId)
    }
  }

  #of(place: Place): Made {
    const key = keyOf(place)
    let made = this.#made.get(key)
    if (!made) {
      made = { balancers: new Map(), listeners: new Map(), groups: new Map() }
      this.#made.set(key, made)
    }
    return made
  }
}

function keyOf({ account, region }: Place): string {
  return `${account}/${region}`
}

function kept<V>(cache: Map<string, V | undefined>, key: string, make: () => V | undefined) {
  const known = cache.get(key)
  if (known !== undefined || cache.has(key)) return known
  const made = make()
  cache.set(key, made)
  return made
}
