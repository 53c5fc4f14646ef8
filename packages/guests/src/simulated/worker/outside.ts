import type { MessagePort } from 'node:worker_threads'
import type { Duplex } from 'node:stream'
import type {
  GuestConnect,
  GuestDatagram,
  GuestHop,
  GuestHttpRequest,
  GuestHttpResponse,
  GuestPing,
  GuestUnreachable,
} from '../../driver.ts'
import type { Frame } from '../frame-stream.ts'
import type { Answer, Ask, FromWorker, WorkerStart } from '../protocol.ts'
import { StreamTable } from '../stream-table.ts'
import { unlessAborted } from './system/gate.ts'

const keptChunks = 16

/** Messages that may wait for the end of the turn, so that they wake the main thread once. */
const isPatient: Readonly<Partial<Record<FromWorker['type'], true>>> = {
  accepted: true,
  ask: true,
  cancel: true,
  frame: true,
  quiet: true,
  runtime: true,
  timer: true,
  usage: true,
}

/** All that a guest knows of the world: the account's time, its network, the store, and whether anything of it still runs. */
export class Outside {
  readonly #port: MessagePort
  readonly #timers = new Map<number, () => void>()
  readonly #asks = new Map<number, (answer: Answer) => void>()
  readonly #chunks = new Map<string, Uint8Array>()
  /** Connections and executed programs' files that lead out of this thread. */
  readonly streams = new StreamTable((stream, frame) => {
    this.#count('networkOut', stream, frame)
    this.post({ type: 'frame', stream, frame })
  })
  /** Those that are connections; the rest are programs' own. */
  readonly #connections = new Set<number>()
  /** Bytes of connections since the boot. */
  readonly traffic: { networkIn: number; networkOut: number }
  #nowMs: number
  #outbox: FromWorker[] = []
  #sending = false
  /** Called at the end of a turn that has something to say. */
  beforeSend: () => void = () => {}
  #next = 1
  #busy = 0
  #yieldedAt = performance.now()
  /** Bytes that came from disks. */
  bytesRead = 0
  /** Called when `busy` may have changed. */
  onRest: () => void = () => {}

  constructor(port: MessagePort, { nowMs, traffic }: Pick<WorkerStart, 'nowMs' | 'traffic'>) {
    this.#port = port
    this.#nowMs = nowMs
    const { networkIn, networkOut } = traffic
    this.traffic = { networkIn, networkOut }
    this.streams.onEmpty = () => this.onRest()
  }

  /** This thread's end of a connection. */
  connection(stream: number): Duplex {
    const end = this.streams.open(stream)
    this.#connections.add(stream)
    end.on('close', () => this.#connections.delete(stream))
    return end
  }

  received(stream: number, frame: Frame): void {
    this.#count('networkIn', stream, frame)
    this.streams.receive(stream, frame)
  }

  #count(direction: 'networkIn' | 'networkOut', stream: number, frame: Frame): void {
    if (frame.type === 'data' && this.#connections.has(stream))
      this.traffic[direction] += frame.bytes.length
  }

  /** Goes out at the end of the turn with whatever else there is to say; at once what a thread that hangs must not keep. */
  post(message: FromWorker): void {
    this.#outbox.push(message)
    if (!isPatient[message.type]) this.send()
    else if (!this.#sending) {
      this.#sending = true
      setImmediate(() => {
        this.#sending = false
        this.beforeSend()
        this.send()
      })
    }
  }

  send(): void {
    if (this.#outbox.length === 0) return
    const messages = this.#outbox
    this.#outbox = []
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    this.#port.postMessage(messages)
  }

  /** Whether work goes on that the event loop cannot tell from rest. */
  get busy(): boolean {
    return this.#busy > 0
  }

  /** Whether an answer is on its way. */
  get asking(): boolean {
    return this.#asks.size > 0
  }

  /** The account's time when it was last heard of; good enough for a file's date. */
  now(): number {
    return this.#nowMs
  }

  /** The account's time, asked for unless it was heard within this turn. */
  async freshNow(): Promise<number> {
    await this.#ask({ kind: 'now' })
    return this.#nowMs
  }

  heard(nowMs: number): void {
    this.#nowMs = Math.max(this.#nowMs, nowMs)
  }

  /** Keeps the guest from being taken for idle while work in other threads, or between turns, goes on. */
  async working<T>(work: () => Promise<T>): Promise<T> {
    this.#busy++
    try {
      return await work()
    } finally {
      this.#busy--
      this.onRest()
    }
  }

  /** The opposite, for a wait inside such work. */
  async resting<T>(rest: () => Promise<T>): Promise<T> {
    this.#busy--
    this.onRest()
    try {
      return await rest()
    } finally {
      this.#busy++
    }
  }

  /** Whether computing has kept messages out for a while. */
  get breathless(): boolean {
    return performance.now() - this.#yieldedAt >= 8
  }

  /** Lets messages in, if computing has kept them out for a while: call it in every loop that a guest controls. */
  async breathe(): Promise<void> {
    if (!this.breathless) return
    await this.working(() => new Promise<void>((resolve) => setImmediate(resolve)))
    this.#yieldedAt = performance.now()
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (ms <= 0) return this.breathe()
    await this.sleepUntil((await this.freshNow()) + ms, signal)
  }

  /** Resolves when the account's clock has reached the time. `housekeeping`: it is no program that waits. */
  async sleepUntil(
    atMs: number,
    signal: AbortSignal,
    how: { readonly housekeeping?: true } = {},
  ): Promise<void> {
    const timer = this.#next++
    const fired = new Promise<void>((resolve) => this.#timers.set(timer, resolve))
    this.post({ type: 'timer', timer, atMs, ...how })
    try {
      await unlessAborted(fired, signal)
    } finally {
      if (this.#timers.delete(timer)) this.post({ type: 'cancel', timer })
    }
  }

  /** A chunk from the store; the last few are kept, since neighbours often hold the same bytes. */
  async chunk(hash: string): Promise<Uint8Array> {
    const kept = this.#chunks.get(hash)
    if (kept) return kept
    const answer = await this.#ask({ kind: 'chunk', hash })
    if (answer.kind !== 'chunk' || !answer.bytes) throw new Error('Input/output error')
    for (const [oldest] of this.#chunks)
      if (this.#chunks.size >= keptChunks) this.#chunks.delete(oldest)
    this.#chunks.set(hash, answer.bytes)
    this.bytesRead += answer.bytes.length
    return answer.bytes
  }

  async fetch(request: GuestHttpRequest): Promise<GuestHttpResponse | GuestUnreachable> {
    const answer = await this.#ask({ kind: 'fetch', request })
    return answer.kind === 'fetch' ? answer.response : { unreachable: 'no-route' }
  }

  async connect(request: GuestConnect): Promise<Duplex | GuestUnreachable> {
    const answer = await this.#ask({ kind: 'connect', request })
    if (answer.kind !== 'connect') return { unreachable: 'no-route' }
    if (typeof answer.stream !== 'number') return answer.stream
    return this.streams.find(answer.stream) ?? { unreachable: 'no-route' }
  }

  async sendDatagram(datagram: GuestDatagram): Promise<GuestUnreachable | undefined> {
    this.traffic.networkOut += datagram.bytes.length
    const answer = await this.#ask({ kind: 'send', datagram })
    return answer.kind === 'send' ? answer.failure : { unreachable: 'no-route' }
  }

  async resolve(name: string, server?: string): Promise<readonly string[] | GuestUnreachable> {
    const answer = await this.#ask({
      kind: 'resolve',
      name,
      ...(server !== undefined && { server }),
    })
    return answer.kind === 'resolve' ? answer.addresses : { unreachable: 'timed-out' }
  }

  async ping(address: string, from?: string): Promise<GuestPing | GuestUnreachable> {
    const answer = await this.#ask({ kind: 'ping', address, ...(from !== undefined && { from }) })
    return answer.kind === 'ping' ? answer.echo : { unreachable: 'no-route' }
  }

  async trace(address: string, from?: string): Promise<readonly GuestHop[]> {
    const answer = await this.#ask({ kind: 'trace', address, ...(from !== undefined && { from }) })
    return answer.kind === 'trace' ? answer.hops : []
  }

  fired(timer: number, nowMs: number): void {
    this.heard(nowMs)
    this.#timers.get(timer)?.()
    this.#timers.delete(timer)
  }

  answered(ask: number, nowMs: number, answer: Answer): void {
    this.heard(nowMs)
    // Before its first bytes can come.
    if (answer.kind === 'connect' && typeof answer.stream === 'number')
      this.connection(answer.stream)
    this.#asks.get(ask)?.(answer)
    this.#asks.delete(ask)
  }

  #ask(question: Ask): Promise<Answer> {
    const ask = this.#next++
    return new Promise((resolve) => {
      this.#asks.set(ask, resolve)
      this.post({ type: 'ask', ask, question })
    })
  }
}
