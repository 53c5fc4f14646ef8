import { createChance, type Chance, type Clock } from '@brume/clock'
import type { Guest } from '@brume/guests'
import type { Change } from '../../engine/collection.ts'
import type { Engine } from '../../engine/engine.ts'
import type { GuestTarget } from '../../host.ts'
import { networkInterfaces } from '../../services/ec2/network-interfaces/network-interface.ts'
import { targets } from '../../services/elastic-load-balancing-v2/targets/target.ts'
import type { BalancerCall, BalancerDoor } from '../fabric/balancer-door.ts'
import type { Fabric } from '../fabric/fabric.ts'
import type { Place } from '../fabric/region-network.ts'
import type { Measured } from '../monitoring/metric-source.ts'
import type { SettlingPart } from '../settling.ts'
import { BalancerLogs } from './balancer-logs.ts'
import type { Entry } from './entry.ts'
import { addressOfNode, findBalancer, ipv6OfNode } from './find-balancer.ts'
import { openFlow } from './flows.ts'
import { measuredBalancers } from './measured-balancers.ts'
import { IdleWatch } from './idle-watch.ts'
import { createInnerServer } from './inner-server.ts'
import type { BalancerParts, Served } from './parts.ts'
import { Prober } from './prober.ts'
import { createSeal, type Seal } from './seal.ts'
import { Setups } from './setups.ts'
import { Tally } from './tally.ts'
import { TargetAgent } from './target-agent.ts'

/** What load balancers do while they are there: they take connections, and ask their targets how they are. */
export interface Balancers extends BalancerDoor, Pick<SettlingPart, 'rests'> {
  /** For who has a client's request in hand already: the gateway. */
  readonly parts: BalancerParts
  /** Goes on asking targets after a restart. */
  resume(): void
  /** What they tell CloudWatch of each minute. */
  readonly measured: Measured
  /** Told of each request whose end is known. Returns how to stop. */
  onServed(listener: (served: Served) => void): () => void
  /** The newest lines of an access log, oldest first; undefined for a balancer that is not there. */
  readLog(place: Place, balancerId: string): readonly string[] | undefined
  close(): void
}

export interface BalancersOptions {
  readonly engine: Engine
  readonly wall: Clock
  readonly findGuest: (target: GuestTarget) => Guest | undefined
  /** Balancers stand in the network, and the network hands them what comes to them. */
  readonly network: () => Fabric
  readonly onError: (error: unknown) => void
}

export function createBalancers(options: BalancersOptions): Balancers {
  const { engine, wall, network } = options
  const setups = new Setups(engine)
  const tally = new Tally()
  const log = new BalancerLogs()
  const clockOf = (account: string): Clock => engine.world(account).clock
  const seals = perAccount<Seal>((account) =>
    createSeal(`${engine.world(account).seed}/${account}`),
  )
  const chances = perAccount<Chance>((account) =>
    createChance(`${engine.world(account).seed}/balancer/${account}`),
  )
  const watches = perAccount<Map<number, IdleWatch>>(() => new Map())
  const agent = new TargetAgent({ network, clockOf })
  const servedListeners = new Set<(served: Served) => void>()
  const parts: BalancerParts = {
    setups,
    agent,
    tally,
    log,
    network,
    wall,
    clockOf,
    chanceOf: chances.of,
    sealOf: seals.of,
    served(served) {
      for (const listener of servedListeners) listener(served)
    },
    idleWatch(account, idleMs) {
      const known = watches.of(account)
      let watch = known.get(idleMs)
      if (!watch) known.set(idleMs, (watch = new IdleWatch(clockOf(account), idleMs)))
      return watch
    },
  }
  const inner = createInnerServer(parts)
  const prober = new Prober({ ...options, setups })
  let turn = 0

  const stops = [
    engine.onChange((change) => {
      setups.follow(change)
      tally.follow(change)
      log.follow(change)
      prober.follow(change)
      if (change.type === targets.name && change.deleted) dropTarget(change)
    }),
    engine.onReset((account) => {
      setups.forget(account)
      seals.forget(account)
      chances.forget(account)
      watches.forget(account)
      prober.forget(account)
    }),
  ]

  function dropTarget({ account, region = '', id }: Change): void {
    const [groupId = '', targetId = '', port] = id.split('|')
    const db = engine.read({ account, region })
    const primary = db.by(networkInterfaces, 'instance', targetId)[0]?.privateIpAddress
    agent.drop(groupId, primary ?? targetId, Number(port))
  }

  function entryOf(call: BalancerCall): Entry | undefined {
    const { account, region, balancerId, networkInterfaceId, port, client, address, tls } = call
    const balancer = setups.balancer(call, balancerId)
    const node = balancer?.record.nodes.find(
      (each) => each.networkInterfaceId === networkInterfaceId,
    )
    if (!node) return undefined
    const zone = node.availabilityZone
    return {
      ...{ account, region, balancerId, networkInterfaceId, zone, port, client, address },
      counts: tally.zone(call, balancerId, zone),
      ...(tls && {
        tls: {
          protocol: undefined,
          cipher: undefined,
          serverName: tls.serverName,
          certificateArn: undefined,
        },
      }),
    }
  }

  return {
    parts,
    measured: measuredBalancers({ engine, tally }),
    async accept(call) {
      const entry = entryOf(call)
      const setup = setups.listener(call, call.balancerId, call.port)
      if (!entry || !setup) return { unreachable: 'refused' }
      if (setup.balancer.record.type === 'network') return openFlow(parts, call, setup, entry)
      // Who speaks TLS to a listener that does not is not understood; the other way about it is told so.
      if (call.tls && setup.scheme === 'http') return { unreachable: 'refused' }
      return inner.accept(entry)
    },
    resolve(account, name) {
      const found = findBalancer(engine, account, name)
      if (!found) return []
      const addresses = found.nodes.flatMap((node) => addressOfNode(engine, found, node) ?? [])
      // Each answer begins with another node.
      turn += 1
      const first = addresses.length > 0 ? turn % addresses.length : 0
      const six = found.nodes.flatMap((node) => ipv6OfNode(engine, found, node))
      return [...addresses.slice(first), ...addresses.slice(0, first), ...six]
    },
    resume: () => prober.resume(),
    rests: (account) => agent.rests(account) && prober.rests(account),
    async settle(account) {
      const opened = await agent.settle(account)
      const asked = await prober.settle(account)
      return opened || asked
    },
    onServed(listener) {
      servedListeners.add(listener)
      return () => servedListeners.delete(listener)
    },
    readLog(place, balancerId) {
      return setups.balancer(place, balancerId) && log.read(place, balancerId)
    },
    close() {
      for (const stop of stops) stop()
      prober.close()
      inner.close()
      agent.destroy()
    },
  }
}

function perAccount<T>(make: (account: string) => T) {
  const made = new Map<string, T>()
  return {
    of(account: string): T {
      let found = made.get(account)
      if (found === undefined) made.set(account, (found = make(account)))
      return found
    },
    forget: (account: string) => made.delete(account),
  }
}
