import type { Cancel } from '@brume/clock'
import type { FlowDecision } from '@brume/ec2-model'
import type { Guest, GuestDatagram, GuestUnreachable } from '@brume/guests'
import type { Engine } from '../../engine/engine.ts'
import type { GuestTarget } from '../../host.ts'
import { decideFlow, traceFlow, type Flow } from '../../network/decide-flow.ts'
import type { Origin } from './ends.ts'
import type { FlowFacts, FlowTable } from './flow-table.ts'
import { followedEnds, type Followed } from './followed.ts'
import type { Networks } from './networks.ts'
import type { Place } from './region-network.ts'

/**
 * How long security groups remember an exchange of UDP packets: of one question and its answer, and of more.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-connection-tracking.html
 */
const shortMs = 30_000
const streamMs = 180_000
/** A hostile guest may call without end. */
const maxExchanges = 16_384

/** Takes a packet to whoever called. */
export type Answer = (datagram: GuestDatagram) => void

interface Exchange {
  readonly key: string
  readonly backKey: string
  readonly from: Origin
  /** The packets as the caller knows them. */
  readonly caller: Omit<GuestDatagram, 'bytes'>
  readonly answer: Answer
  readonly facts: FlowFacts
  readonly followed: Followed
  readonly start: number
  readonly moved: { there: number; back: number }
  readonly packets: { there: number; back: number }
  until: number
  cancel: Cancel
}

export interface DatagramsOptions {
  readonly engine: Engine
  readonly networks: Networks
  readonly findGuest: (target: GuestTarget) => Guest | undefined
  readonly table: Pick<FlowTable, 'log' | 'count' | 'pass'>
  /** Throws `UnknownEnd`. */
  flowOf(
    from: Origin,
    destination: string,
    more: Pick<Flow, 'protocol' | 'port' | 'sourcePort'>,
  ): { readonly flow: Flow; readonly account: string }
}

/** UDP: each packet is decided by itself, and groups let the answers to what they let through pass. */
export class Datagrams {
  readonly #options: DatagramsOptions
  readonly #byCaller = new Map<string, Exchange>()
  readonly #byCalled = new Map<string, Exchange>()

  constructor(options: DatagramsOptions) {
    this.#options = options
  }

  send(from: Origin, datagram: GuestDatagram, answer: Answer): GuestUnreachable | undefined {
    const { localAddress, localPort, remoteAddress, remotePort, bytes } = datagram
    const { networks, flowOf, table } = this.#options
    const { flow, account } = flowOf({ ...from, address: localAddress }, remoteAddress, {
      protocol: 'udp',
      port: remotePort,
      sourcePort: localPort,
    })
    const source = 'networkInterface' in flow.source ? flow.source.networkInterface : undefined
    const place = source && networks.placeOf(source)
    const here = endKey(place, source?.id, account)
    const key = `${here} ${localAddress} ${localPort} ${remoteAddress} ${remotePort}`
    const answered = this.#byCalled.get(key)
    if (answered) return this.#back(answered, bytes)
    const known = this.#byCaller.get(key)
    const { decision, reached } = traceFlow(
      networks.viewOf(account),
      known ? { ...flow, established: known.followed } : flow,
    )
    const places = { source: place, destination: reached && networks.placeOf(reached) }
    const facts: FlowFacts = {
      from,
      to: { address: remoteAddress, port: remotePort },
      port: remotePort,
      sourcePort: localPort,
      decision,
      places,
    }
    const arrives = decision.verdict === 'allowed' || decision.blockedAt?.way === 'back'
    if (!arrives) {
      table.log(facts)
      return decision.verdict === 'refused' ? { unreachable: 'refused' } : undefined
    }
    const { destination, seenAs } = decision
    const there = endKey(places.destination, reached?.id, account)
    const exchange =
      known ??
      this.#open(key, {
        backKey: `${there} ${destination.address} ${remotePort} ${seenAs} ${localPort}`,
        from,
        caller: { localAddress, localPort, remoteAddress, remotePort },
        answer,
        facts,
        followed: followedEnds(decision, remoteAddress, source, reached),
      })
    this.#moved(exchange, 'there', bytes)
    this.#guestAt(decision, places.destination)?.receive({
      localAddress: destination.address,
      localPort: remotePort,
      remoteAddress: seenAs,
      remotePort: localPort,
      bytes,
    })
    return undefined
  }

  /** What comes back passes the ACLs as they are now, and the groups as far as they follow. */
  #back(exchange: Exchange, bytes: Uint8Array): undefined {
    const { caller, from, followed, answer } = exchange
    const { networks, flowOf } = this.#options
    const { flow, account } = flowOf(
      { ...from, address: caller.localAddress },
      caller.remoteAddress,
      {
        protocol: 'udp',
        port: caller.remotePort,
        sourcePort: caller.localPort,
      },
    )
    const decision = decideFlow(networks.viewOf(account), { ...flow, established: followed })
    if (decision.verdict === 'dropped') return
    this.#moved(exchange, 'back', bytes)
    answer({ ...caller, bytes })
  }

  #open(
    key: string,
    facts: Pick<Exchange, 'backKey' | 'from' | 'caller' | 'answer' | 'facts' | 'followed'>,
  ): Exchange {
    const [oldest] = this.#byCaller.values()
    if (oldest && this.#byCaller.size >= maxExchanges) this.#end(oldest)
    const exchange: Exchange = {
      ...facts,
      key,
      start: this.#clock(facts.from).now(),
      moved: { there: 0, back: 0 },
      packets: { there: 0, back: 0 },
      until: 0,
      cancel: () => {},
    }
    this.#byCaller.set(key, exchange)
    this.#byCalled.set(exchange.backKey, exchange)
    this.#arm(exchange, this.#clock(facts.from).now() + shortMs)
    return exchange
  }

  #moved(exchange: Exchange, way: 'there' | 'back', payload: Uint8Array): void {
    const { moved, packets, facts } = exchange
    const bytes = payload.length
    moved[way] += bytes
    packets[way] += 1
    this.#options.table.count(facts, way, bytes)
    this.#options.table.pass(facts, { way, payload, sequence: 0, acknowledged: 0, flags: [] })
    const isStream = Math.min(packets.there, packets.back) > 1
    exchange.until = this.#clock(exchange.from).now() + (isStream ? streamMs : shortMs)
  }

  #arm(exchange: Exchange, at: number): void {
    const clock = this.#clock(exchange.from)
    exchange.until = at
    exchange.cancel = clock.at(at, () => {
      if (exchange.until > clock.now()) this.#arm(exchange, exchange.until)
      else this.#end(exchange)
    })
  }

  #end(exchange: Exchange): void {
    const { key, backKey, facts, start, moved, packets } = exchange
    exchange.cancel()
    this.#byCaller.delete(key)
    if (this.#byCalled.get(backKey) === exchange) this.#byCalled.delete(backKey)
    this.#options.table.log(facts, { start, ...moved, packets })
  }

  #guestAt({ destination }: FlowDecision, place: Place | undefined): Guest | undefined {
    const { instanceId } = destination
    if (!place || instanceId === undefined) return undefined
    return this.#options.findGuest({ ...place, instanceId })
  }

  #clock(from: Origin) {
    const account = from.kind === 'guest' ? from.target.account : from.account
    return this.#options.engine.world(account).clock
  }

  /** The account begins anew, or Brume ends: nothing is told of what was under way. */
  forget(account?: string): void {
    for (const exchange of [...this.#byCaller.values()]) {
      const { from, key, backKey } = exchange
      const owner = from.kind === 'guest' ? from.target.account : from.account
      if (account !== undefined && owner !== account) continue
      exchange.cancel()
      this.#byCaller.delete(key)
      this.#byCalled.delete(backKey)
    }
  }
}

/** An interface, or the Internet as an account sees it. */
function endKey(place: Place | undefined, id: string | undefined, account: string): string {
  return place && id !== undefined
    ? `${place.account}/${place.region}/${id}`
    : `${account}/internet`
}
