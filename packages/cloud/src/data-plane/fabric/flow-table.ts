import type { Duplex } from 'node:stream'
import type { Cancel } from '@brume/clock'
import type { FlowDecision, FlowEnd, FlowProtocol } from '@brume/ec2-model'
import type { Change } from '../../engine/collection.ts'
import type { Engine } from '../../engine/engine.ts'
import { accountOf, type End } from './ends.ts'
import { FlowStream, type FlowGate } from './flow-stream.ts'
import type { Followed } from './followed.ts'
import type { Passage } from './mirrors.ts'
import type { Place } from './region-network.ts'

/** Bytes that an interface has taken in and sent out. */
export interface InterfaceCounters {
  readonly bytesIn: number
  readonly bytesOut: number
}

/** A line of a flow log: at one interface, in one direction. */
export interface FlowEvent extends Place {
  readonly action: 'ACCEPT' | 'REJECT'
  readonly networkInterfaceId: string
  readonly direction: 'ingress' | 'egress'
  readonly protocol: FlowProtocol
  readonly sourceAddress: string
  readonly destinationAddress: string
  readonly sourcePort: number
  readonly destinationPort: number
  readonly packets: number
  /** With the packets' headers. */
  readonly bytes: number
  /** Account time. */
  readonly start: number
  readonly end: number
}

/** What a connection has moved. */
interface Moved {
  readonly start: number
  readonly there: number
  readonly back: number
  /** Where they are counted one by one. */
  readonly packets?: { readonly there: number; readonly back: number }
}

export interface FlowFacts {
  readonly from: End
  readonly to: { readonly address: string; readonly port: number }
  readonly port: number
  readonly sourcePort: number
  readonly decision: FlowDecision
  readonly places: { readonly source: Place | undefined; readonly destination: Place | undefined }
}

export interface RunningFlow extends FlowFacts {
  /** Of the caller. */
  readonly account: string
  readonly far: Duplex
  readonly destination: FlowEnd
  /** Ends whose groups follow the connection. */
  readonly tracked: Followed
  readonly watch?: FlowGate
}

interface Entry {
  readonly flow: RunningFlow
  readonly stream: FlowStream
  cancelEnd: Cancel | undefined
}

/** A connection whose packets are lost gives up after about a quarter of an hour (Linux, tcp_retries2). */
const patienceMs = 924_600
/** Turns of the event loop without a byte after which nothing is on its way. */
const quietTurns = 3

const nothing = new Uint8Array()

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** The connections that run: counted, looked at again when the network changes, and ended with their ends. */
export class FlowTable {
  readonly #engine: Engine
  readonly #recheck: (flow: RunningFlow) => 'pass' | 'hold' | 'end'
  readonly #mirror: (facts: FlowFacts, passage: Passage) => void
  readonly #entries = new Set<Entry>()
  readonly #counters = new Map<string, { bytesIn: number; bytesOut: number }>()
  readonly #listeners = new Set<(event: FlowEvent) => void>()
  readonly #stale = new Set<string>()
  /** Grows with every portion that moves. */
  #moved = 0

  constructor(
    engine: Engine,
    recheck: (flow: RunningFlow) => 'pass' | 'hold' | 'end',
    mirror: (facts: FlowFacts, passage: Passage) => void,
  ) {
    this.#engine = engine
    this.#mirror = mirror
    this.#recheck = recheck
  }

  /** Connections and portions so far. */
  get moved(): number {
    return this.#moved
  }

  add(flow: RunningFlow): Duplex {
    this.#moved += 1
    const source = this.#counter(flow.places.source, flow.decision.source)
    const destination = this.#counter(flow.places.destination, flow.decision.destination)
    const moved = { start: this.#now(flow.from), there: 0, back: 0 }
    const stream = new FlowStream(flow.far, {
      onBytes: (way, bytes, payload) => {
        this.#moved += 1
        const there = way === 'there'
        const [sequence, acknowledged] = [1 + moved[way], 1 + moved[there ? 'back' : 'there']]
        this.pass(flow, { way, payload, sequence, acknowledged, flags: ['psh', 'ack'] })
        moved[way] += bytes
        flow.watch?.onBytes(way, bytes, payload)
        if (source) source[there ? 'bytesOut' : 'bytesIn'] += bytes
        if (destination) destination[there ? 'bytesIn' : 'bytesOut'] += bytes
      },
      onClose: () => {
        this.#moved += 1
        entry.cancelEnd?.()
        this.#entries.delete(entry)
        this.#pass(flow, 'there', ['fin', 'ack'], 1 + moved.there, 1 + moved.back)
        this.#pass(flow, 'back', ['fin', 'ack'], 1 + moved.back, 2 + moved.there)
        flow.watch?.onClose()
        this.log(flow, moved)
      },
    })
    const entry: Entry = { flow, stream, cancelEnd: undefined }
    this.#entries.add(entry)
    this.#pass(flow, 'there', ['syn'], 0, 0)
    this.#pass(flow, 'back', ['syn', 'ack'], 0, 1)
    this.#pass(flow, 'there', ['ack'], 1, 1)
    // The rules may have changed while the far end was asked.
    this.#judge(entry)
    return stream
  }

  /** What is to be copied where the ends are mirrored. */
  pass(facts: FlowFacts, passage: Passage): void {
    this.#mirror(facts, passage)
  }

  #pass(
    facts: FlowFacts,
    way: 'there' | 'back',
    flags: Passage['flags'],
    sequence: number,
    acknowledged: number,
  ): void {
    this.pass(facts, { way, payload: nothing, flags, sequence, acknowledged })
  }

  /** Of a connection: when it is over, with what it moved. Of what never became one: at once. */
  log(facts: FlowFacts, moved?: Moved): void {
    if (this.#listeners.size === 0) return
    for (const event of eventsOf(facts, moved, this.#now(facts.from))) {
      for (const listener of this.#listeners) listener(event)
    }
  }

  /** Bytes that passed outside of a connection. */
  count({ places, decision }: FlowFacts, way: 'there' | 'back', bytes: number): void {
    const source = this.#counter(places.source, decision.source)
    const destination = this.#counter(places.destination, decision.destination)
    if (source) source[way === 'there' ? 'bytesOut' : 'bytesIn'] += bytes
    if (destination) destination[way === 'there' ? 'bytesIn' : 'bytesOut'] += bytes
    this.#moved += 1
  }

  #now(from: End): number {
    return this.#engine.world(accountOf(from)).clock.now()
  }

  onFlow(listener: (event: FlowEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  counters(place: Place, networkInterfaceId: string): InterfaceCounters {
    const found = this.#counters.get(counterKey(place, networkInterfaceId))
    return found ? { ...found } : { bytesIn: 0, bytesOut: 0 }
  }

  /** An interface is gone, and its counters with it. */
  forget({ account, region = '', id }: Pick<Change, 'account' | 'region' | 'id'>): void {
    this.#counters.delete(counterKey({ account, region }, id))
  }

  /** Once for all changes of a transaction. */
  recheckSoon(account: string): void {
    if (this.#entries.size === 0) return
    const waits = this.#stale.size > 0
    this.#stale.add(account)
    if (waits) return
    queueMicrotask(() => {
      const accounts = new Set(this.#stale)
      this.#stale.clear()
      for (const entry of this.#entries) if (concerns(entry.flow, accounts)) this.#judge(entry)
    })
  }

  endAccount(account: string): void {
    const accounts = new Set([account])
    for (const entry of this.#entries) if (concerns(entry.flow, accounts)) entry.stream.destroy()
    for (const key of this.#counters.keys()) {
      if (key.startsWith(`${account}/`)) this.#counters.delete(key)
    }
  }

  /** Resolves when no byte has moved for some turns; true when one had before. */
  async settle(account: string): Promise<boolean> {
    const accounts = new Set([account])
    const before = this.#moved
    let seen = before
    for (let quiet = 0; quiet < quietTurns; quiet += 1) {
      if (![...this.#entries].some(({ flow }) => concerns(flow, accounts))) break
      await turn()
      if (this.#moved === seen) continue
      seen = this.#moved
      quiet = -1
    }
    return this.#moved !== before
  }

  close(): void {
    for (const entry of this.#entries) entry.stream.destroy()
  }

  #judge(entry: Entry): void {
    const { stream, flow } = entry
    const verdict = this.#recheck(flow)
    if (verdict === 'end') stream.destroy(new Error('The other end is gone'))
    else if (verdict === 'hold' && !stream.held) {
      stream.hold()
      entry.cancelEnd = this.#engine
        .world(flow.account)
        .clock.after(patienceMs, () => stream.destroy(new Error('Connection timed out')))
    } else if (verdict === 'pass' && stream.held) {
      entry.cancelEnd?.()
      entry.cancelEnd = undefined
      stream.letGo()
    }
  }

  #counter(
    place: Place | undefined,
    { networkInterfaceId }: FlowEnd,
  ): { bytesIn: number; bytesOut: number } | undefined {
    if (!place || networkInterfaceId === undefined) return undefined
    const key = counterKey(place, networkInterfaceId)
    let found = this.#counters.get(key)
    if (!found) this.#counters.set(key, (found = { bytesIn: 0, bytesOut: 0 }))
    return found
  }
}

function counterKey({ account, region }: Place, networkInterfaceId: string): string {
  return `${account}/${region}/${networkInterfaceId}`
}

function concerns({ account, places }: RunningFlow, accounts: ReadonlySet<string>): boolean {
  return accounts.has(account) || accounts.has(places.destination?.account ?? '')
}

/** A packet's headers, and how much else it carries. */
const headerBytes = 40
const udpHeaderBytes = 28
const segmentBytes = 1448
/** What opens and closes a connection, in each direction. */
const handshakePackets = 3

/** Each interface that the flow reached tells of it; where it came through, of the answers too. */
function* eventsOf(
  { from, to, decision, places, sourcePort, port }: FlowFacts,
  moved: Moved | undefined,
  now: number,
): Generator<FlowEvent> {
  const { blockedAt, source, destination, seenAs, verdict, protocol } = decision
  const inside = from.kind !== 'internet'
  const ends = [
    { end: source, place: places.source, at: 'source' as const },
    { end: destination, place: places.destination, at: 'destination' as const },
  ]
  for (const { end, place, at } of ends) {
    const reached = at === 'source' || blockedAt?.end !== 'source'
    if (!place || end.networkInterfaceId === undefined || !reached) continue
    const here = at === 'source'
    const rejected = verdict === 'dropped' && blockedAt?.end === at
    const caller = here && inside ? source.address : seenAs
    const called = here ? to.address : destination.address
    const common = { ...place, networkInterfaceId: end.networkInterfaceId, protocol } as const
    const times = { start: moved?.start ?? now, end: now }
    yield {
      ...common,
      ...times,
      action: rejected ? 'REJECT' : 'ACCEPT',
      direction: here ? 'egress' : 'ingress',
      sourceAddress: caller,
      destinationAddress: called,
      sourcePort,
      destinationPort: port,
      ...weigh(protocol, moved?.there, moved?.packets?.there),
    }
    if (verdict === 'dropped' || moved?.packets?.back === 0) continue
    yield {
      ...common,
      ...times,
      action: 'ACCEPT',
      direction: here ? 'ingress' : 'egress',
      sourceAddress: called,
      destinationAddress: caller,
      sourcePort: port,
      destinationPort: sourcePort,
      ...weigh(protocol, moved?.back, moved?.packets?.back),
    }
  }
}

/** Undefined: one packet that nothing came of. */
function weigh(
  protocol: FlowProtocol,
  carried: number | undefined,
  counted: number | undefined,
): { packets: number; bytes: number } {
  const header = protocol === 'udp' ? udpHeaderBytes : headerBytes
  if (carried === undefined) return { packets: 1, bytes: header }
  const packets = counted ?? Math.ceil(carried / segmentBytes) + handshakePackets
  return { packets, bytes: carried + packets * header }
}
