import type { Duplex } from 'node:stream'
import { createChance, type SeededChance } from '@brume/clock'
import type { FlowDecision, FlowProtocol, Hop } from '@brume/ec2-model'
import type {
  Guest,
  GuestHop,
  GuestDatagram,
  GuestHost,
  GuestPing,
  GuestTls,
  GuestUnreachable,
} from '@brume/guests'
import type { Engine } from '../../engine/engine.ts'
import type { GuestTarget } from '../../host.ts'
import { decideFlow, traceFlow, type Flow } from '../../network/decide-flow.ts'
import { parseAddress } from '../../network/address.ts'
import { hasAddress } from '../../network/interface-address.ts'
import type { NetworkInterface } from '../../network/view.ts'
import { networkInterfaces } from '../../services/ec2/network-interfaces/network-interface.ts'
import { isNameServer } from '../internet/addresses.ts'
import { createInternet } from '../internet/internet.ts'
import type { Site } from '../internet/site.ts'
import type { BalancerDoor } from './balancer-door.ts'
import { Datagrams, type Answer } from './datagrams.ts'
import { accountOf, preservedPeer, type End, type Origin } from './ends.ts'
import { followedEnds } from './followed.ts'
import { pingTime, traceHops } from './latency.ts'
import {
  FlowTable,
  type FlowFacts,
  type FlowEvent,
  type InterfaceCounters,
  type RunningFlow,
} from './flow-table.ts'
import type { FlowGate } from './flow-stream.ts'
import { Mirrors } from './mirrors.ts'
import { readMyAddress } from './my-address.ts'
import { createNames } from './names.ts'
import { createNetworks } from './networks.ts'
import type { Place } from './region-network.ts'

export type { End, Origin } from './ends.ts'

export interface Destination {
  readonly address: string
  readonly port: number
  readonly sourcePort?: number
  readonly tls?: GuestTls
  /** Told of each portion, and of the end. */
  readonly watch?: FlowGate
}

/** Why a connection failed, and what the network said. */
export interface FlowFailure extends GuestUnreachable {
  readonly decision: FlowDecision
}

/** Moves bytes between guests, the virtual Internet, and whoever comes from outside, as far as the account's network lets them. */
export interface Fabric {
  connect(from: End, to: Destination): Promise<Duplex | FlowFailure>
  /** A connection to a balancer's node whose bytes somebody else moves: decided, and told to flow logs when it is over. */
  admit(from: Origin, to: Destination): Admission
  /** Grows with whatever may change what flows of an account meet. */
  networkVersion(account: string): number
  /** A UDP packet; what comes back within the groups' memory is handed to `answer`. */
  send(from: Origin, datagram: GuestDatagram, answer: Answer): GuestUnreachable | undefined
  ping(from: Origin, address: string): GuestPing | FlowFailure
  trace(from: Origin, address: string): readonly GuestHop[]
  /** IPv4 addresses and then IPv6 ones; by Amazon's name server unless it is another. */
  resolve(from: End, name: string, server?: string): readonly string[] | GuestUnreachable
  /** Throws `UnknownEnd` for an instance or interface that is not there. */
  decide(from: End, to: string | End, protocol: FlowProtocol, port: number): FlowDecision
  /** This computer, as the account's instances see it: "My IP". */
  myComputer(account: string): Origin & { readonly kind: 'internet' }
  /** The network calls of one guest. */
  hostOf(target: GuestTarget): Pick<GuestHost, 'connect' | 'send' | 'ping' | 'trace' | 'resolve'>
  /** Bytes through an interface since Brume started. */
  counters(place: Place, networkInterfaceId: string): InterfaceCounters
  /** Told of each accepted and rejected flow at each interface. Returns how to stop. */
  onFlow(listener: (event: FlowEvent) => void): () => void
  /** Resolves when nothing of the account is on its way; true when something was. */
  settle(account: string): Promise<boolean>
  /** Grows with every connection and every portion that moves, of all accounts. */
  readonly activity: number
  close(): void
}

/** An instance or interface that does not exist, or an instance without an interface. */
export class UnknownEnd extends Error {
  override readonly name = 'UnknownEnd'
  readonly id: string
  constructor(id: string) {
    super(`There is no ${id} with an interface in this account and Region.`)
    this.id = id
  }
}

export interface Admission {
  readonly decision: FlowDecision
  count(way: 'there' | 'back', bytes: number): void
  close(): void
}

export interface FabricOptions {
  readonly engine: Engine
  readonly findGuest: (target: GuestTarget) => Guest | undefined
  /** What the virtual Internet has besides its own sites. */
  readonly sites?: readonly Site[]
  readonly balancers: BalancerDoor
}

const firstEphemeralPort = 32_768
const ephemeralPorts = 28_232

export function createFabric({ engine, findGuest, sites, balancers }: FabricOptions): Fabric {
  const internet = createInternet(sites)
  const networks = createNetworks({ engine, findGuest, internet: internet.answers })
  const names = createNames(engine, networks, balancers)
  const table = new FlowTable(engine, recheck, (facts, passage) => mirrors.pass(facts, passage))
  const count: FlowTable['count'] = (facts, way, bytes) => table.count(facts, way, bytes)
  const mirrors = new Mirrors({ engine, networks, findGuest, count })
  const datagrams = new Datagrams({ engine, networks, findGuest, table, flowOf })
  const chances = new Map<string, SeededChance>()
  let portsUsed = 0

  const stops = [
    engine.onChange((change) => {
      if (networks.forget(change)) table.recheckSoon(change.account)
      mirrors.forget(change)
      if (change.type === networkInterfaces.name && change.deleted) table.forget(change)
    }),
    engine.onReset((account) => {
      chances.delete(account)
      table.endAccount(account)
      datagrams.forget(account)
      mirrors.forgetAccount(account)
    }),
  ]

  function interfaceOf(from: End): { eni: NetworkInterface | undefined; account: string } {
    switch (from.kind) {
      case 'internet':
        return { eni: undefined, account: from.account }
      case 'network-interface': {
        const eni = networks.networkInterface(from, from.id)
        if (!eni) throw new UnknownEnd(from.id)
        return { eni, account: from.account }
      }
      case 'guest': {
        const { target, address } = from
        const all = networks.ofInstance(target)
        const own = address === undefined ? undefined : parseAddress(address)
        const named = own === undefined ? undefined : all.find((each) => hasAddress(each, own))
        const eni = named ?? all[0]
        if (!eni) throw new UnknownEnd(target.instanceId)
        return { eni, account: target.account }
      }
    }
  }

  function flowOf(
    from: End,
    destination: Flow['destination'],
    more: Pick<Flow, 'protocol' | 'port' | 'sourcePort'>,
  ): { flow: Flow; account: string } {
    const { eni, account } = interfaceOf(from)
    const address = from.kind === 'network-interface' ? undefined : from.address
    const preserved = from.kind === 'network-interface' ? preservedPeer(from) : undefined
    const source = eni
      ? {
          networkInterface: eni,
          ...(address !== undefined && { address }),
          ...(preserved && { preserved }),
        }
      : { address: address ?? '' }
    return { flow: { source, destination, ...more }, account }
  }

  function decide(from: End, to: string | End, protocol: FlowProtocol, port: number): FlowDecision {
    const aim =
      typeof to === 'string' ? to : to.kind === 'internet' ? to.address : interfaceOf(to).eni
    const { flow, account } = flowOf(from, aim ?? '', { protocol, port })
    return decideFlow(networks.viewOf(account), flow)
  }

  /** Whether a connection that runs may go on, under the rules as they are now. */
  function recheck(running: RunningFlow): 'pass' | 'hold' | 'end' {
    const { from, to, tracked, destination, port, sourcePort } = running
    try {
      const { flow, account } = flowOf(from, to.address, { protocol: 'tcp', port, sourcePort })
      const decision = decideFlow(networks.viewOf(account), { ...flow, established: tracked })
      const { blockedAt } = decision
      if (blockedAt && endsConnections(blockedAt)) return 'end'
      // Another public address at either end: the packets of this connection find nobody who knows it.
      const moved =
        decision.destination.networkInterfaceId !== destination.networkInterfaceId ||
        decision.seenAs !== running.decision.seenAs
      return decision.verdict === 'dropped' || moved ? 'hold' : 'pass'
    } catch (error) {
      if (error instanceof UnknownEnd) return 'end'
      throw error
    }
  }

  /** Decides a connection, and tells of one that does not come about. */
  function begin(from: End, to: Destination) {
    const { address, port } = to
    const sourcePort = to.sourcePort ?? firstEphemeralPort + (portsUsed++ % ephemeralPorts)
    const { flow, account } = flowOf(from, address, { protocol: 'tcp', port, sourcePort })
    const facts = factsOf(from, { address, port }, flow, account, sourcePort)
    if (facts.decision.verdict !== 'allowed') table.log(facts)
    return { account, facts }
  }

  /** What becomes of a flow, and where its ends are. */
  function factsOf(
    from: End,
    to: FlowFacts['to'],
    flow: Flow,
    account: string,
    sourcePort: number,
  ): FlowFacts & {
    readonly ends: { readonly [end in 'source' | 'destination']?: NetworkInterface }
  } {
    const { decision, reached } = traceFlow(networks.viewOf(account), flow)
    const source = 'networkInterface' in flow.source ? flow.source.networkInterface : undefined
    const places = {
      source: source && networks.placeOf(source),
      destination: reached && networks.placeOf(reached),
    }
    const ends = { ...(source && { source }), ...(reached && { destination: reached }) }
    return { from, to, port: to.port, sourcePort, decision, places, ends }
  }

  function admit(from: Origin, to: Destination): Admission {
    const { facts } = begin(from, to)
    const { clock } = engine.world(accountOf(from))
    const moved = { start: clock.now(), there: 0, back: 0 }
    return {
      decision: facts.decision,
      count(way, bytes) {
        moved[way] += bytes
        table.count(facts, way, bytes)
      },
      close() {
        if (facts.decision.verdict === 'allowed') table.log(facts, moved)
      },
    }
  }

  async function connect(from: End, to: Destination): Promise<Duplex | FlowFailure> {
    const { address, port, tls, watch } = to
    const { account, facts } = begin(from, to)
    const { decision, sourcePort } = facts
    const { source, destination } = facts.ends
    const { instanceId } = decision.destination
    if (decision.verdict === 'dropped') return { unreachable: 'timed-out', decision }
    const far = await open(decision, destination, instanceId, {
      account,
      port,
      sourcePort,
      ...(tls && { tls }),
    })
    if ('unreachable' in far) return { unreachable: far.unreachable, decision }
    return table.add({
      ...facts,
      account,
      far,
      destination: decision.destination,
      tracked: followedEnds(decision, address, source, destination),
      ...(watch && { watch }),
    })
  }

  async function open(
    { destination, seenAs, verdict }: FlowDecision,
    eni: NetworkInterface | undefined,
    instanceId: string | undefined,
    to: { account: string; port: number; sourcePort: number; tls?: GuestTls },
  ): Promise<Duplex | GuestUnreachable> {
    const { account, port, sourcePort, tls } = to
    if (eni?.balancerId !== undefined && verdict === 'allowed') {
      return balancers.accept({
        ...networks.placeOf(eni),
        balancerId: eni.balancerId,
        networkInterfaceId: eni.id,
        address: destination.address,
        port,
        client: { address: seenAs, port: sourcePort },
        ...(tls && { tls }),
      })
    }
    if (!eni || eni.vpcEndpointId !== undefined || eni.balancerId !== undefined) {
      if (verdict === 'refused') return { unreachable: 'refused' }
      return internet.connect({ account, caller: seenAs, port, ...(tls && { tls }) })
    }
    const guest =
      instanceId === undefined ? undefined : findGuest({ ...networks.placeOf(eni), instanceId })
    if (!guest) return { unreachable: 'timed-out' }
    return guest.connect({
      port,
      localAddress: destination.address,
      remoteAddress: seenAs,
      remotePort: sourcePort,
      ...(tls && { tls }),
    })
  }

  function chanceOf(account: string): SeededChance {
    let chance = chances.get(account)
    if (!chance) {
      chance = createChance(`${engine.world(account).seed}/fabric/${account}`)
      chances.set(account, chance)
    }
    return chance
  }

  function ping(from: Origin, address: string): GuestPing | FlowFailure {
    const { flow, account } = flowOf(from, address, { protocol: 'icmp', port: 0 })
    const facts = factsOf(from, { address, port: 0 }, flow, account, 0)
    const { decision } = facts
    if (decision.verdict !== 'allowed') return { unreachable: 'timed-out', decision }
    const payload = new Uint8Array(56)
    for (const way of ['there', 'back'] as const) {
      table.pass(facts, { way, payload, sequence: 0, acknowledged: 0, flags: [] })
    }
    return pingTime(decision, chanceOf(account))
  }

  function trace(from: Origin, address: string): readonly GuestHop[] {
    return traceHops(decide(from, address, 'icmp', 0), chanceOf(accountOf(from)))
  }

  function resolve(from: End, name: string, server?: string): readonly string[] | GuestUnreachable {
    const { eni, account } = interfaceOf(from)
    if (server === undefined || (eni && names.isAmazonServer(eni, server))) {
      return names.resolve(account, eni, name)
    }
    // Any other one is asked over the network, and knows what the Internet knows.
    const decision = decide(from, server, 'udp', 53)
    if (decision.verdict === 'refused') return { unreachable: 'refused' }
    const isAnswered = decision.verdict === 'allowed' && isNameServer(server)
    return isAnswered ? names.resolve(account, undefined, name) : { unreachable: 'timed-out' }
  }

  return {
    connect,
    admit,
    networkVersion: (account) => networks.version(account),
    send: (from, datagram, answer) => datagrams.send(from, datagram, answer),
    ping,
    trace,
    resolve,
    decide,
    myComputer: (account) => ({
      kind: 'internet',
      account,
      address: readMyAddress(engine, account),
    }),
    hostOf(target) {
      const from = (address: string | undefined): Origin => ({
        kind: 'guest',
        target,
        ...(address !== undefined && { address }),
      })
      const answer: Answer = (datagram) => findGuest(target)?.receive(datagram)
      return {
        connect: async ({ address, port, localAddress, sourcePort, tls }) =>
          connect(from(localAddress), {
            address,
            port,
            ...(sourcePort !== undefined && { sourcePort }),
            ...(tls && { tls }),
          }),
        send: async (datagram) => datagrams.send(from(undefined), datagram, answer),
        ping: async (address, local) => ping(from(local), address),
        trace: async (address, local) => trace(from(local), address),
        resolve: async (name, server) => resolve(from(undefined), name, server),
      }
    },
    counters: (place, id) => table.counters(place, id),
    onFlow: (listener) => table.onFlow(listener),
    get activity() {
      return table.moved
    },
    async settle(account) {
      const answered = await internet.settle(account)
      const balanced = await balancers.settle(account)
      const moved = await table.settle(account)
      return answered || balanced || moved
    },
    close() {
      for (const stop of stops) stop()
      table.close()
      datagrams.forget()
      internet.close()
    },
  }
}

/** Who went away leaves no connection behind; to whom is only cut off, packets are lost. */
function endsConnections({ kind, reason }: Hop): boolean {
  if (reason === 'instance-impaired' || reason === 'system-impaired') return false
  return kind === 'instance' || reason === 'not-attached'
}
