import { getCompileCacheDir } from 'node:module'
import type { Duplex } from 'node:stream'
import { Worker } from 'node:worker_threads'
import type { Cancel, Clock } from '@brume/clock'
import type {
  ExecuteOptions,
  GuestAccept,
  GuestHost,
  GuestProcess,
  GuestUnreachable,
} from '../driver.ts'
import { LinkStreams } from './link-streams.ts'
import type { Ask, Answer, Batch, FromWorker, ToWorker, WorkerStart } from './protocol.ts'

/** What the main side does with a worker's news. */
export interface LinkListener {
  onMessage(message: FromWorker): void
  chunk(hash: string): Uint8Array | undefined
  /** The worker ended without being told to. */
  onCrash(reason: string): void
  /** It went quiet (see `FromWorker`). */
  onQuiet(parkable: boolean): void
  /** Bytes of a connection went in or out. */
  onPassed(direction: 'networkIn' | 'networkOut', bytes: number): void
  /** It was sent what may make a program run. */
  onRoused(): void
}

/** What makes no program run, or only answers one that does. */
const rousesNobody: Readonly<Partial<Record<ToWorker['type'], true>>> = {
  answer: true,
  flush: true,
  ping: true,
  taken: true,
}

const resourceLimits = { maxOldGenerationSizeMb: 320, maxYoungGenerationSizeMb: 32, stackSizeMb: 8 }
/** A hostile guest may arm timers without end. */
const maxTimers = 10_000

/** One worker thread of one guest: messages numbered, timers kept on the account's clock, questions answered. */
export class WorkerLink {
  readonly #worker: Worker
  readonly #host: GuestHost
  readonly #listener: LinkListener
  readonly #timers = new Map<number, Cancel>()
  readonly #flushes = new Map<number, () => void>()
  readonly #streams = new LinkStreams(
    (message) => this.send(message),
    (direction, bytes) => this.#listener.onPassed(direction, bytes),
  )
  #sent = 0
  #outbox: ToWorker[] = []
  #quietUpTo = -1
  #parkable = false
  #asks = 0
  #flushNumber = 0
  #ended = false
  readonly #quietWaiters: (() => void)[] = []

  constructor(start: WorkerStart, host: GuestHost, listener: LinkListener) {
    this.#host = host
    this.#listener = listener
    const compileCache = getCompileCacheDir()
    this.#worker = new Worker(new URL('./worker/start.ts', import.meta.url), {
      workerData: start,
      resourceLimits,
      // Nothing of the server's own environment or arguments is the guest's business.
      env: {},
      argv: compileCache === undefined ? [] : [compileCache],
      execArgv: [],
      stdin: false,
      stdout: true,
      stderr: true,
      name: `guest ${start.spec.instanceId}`,
    })
    this.#worker.stdout.resume()
    this.#worker.stderr.resume()
    this.#worker.on('message', (messages: readonly FromWorker[]) => {
      for (const message of messages) this.#receive(message)
    })
    this.#worker.on('error', (error: unknown) =>
      this.#crash(error instanceof Error ? error.message : 'unknown error'),
    )
    this.#worker.on('messageerror', () => this.#crash('a message was damaged'))
    this.#worker.on('exit', () => this.#crash('the thread ended'))
  }

  get ended(): boolean {
    return this.#ended
  }

  /** Whether bytes may be under way to or from the guest. */
  get streaming(): boolean {
    return this.#streams.open
  }

  accept(to: GuestAccept): Promise<Duplex | GuestUnreachable> {
    return this.#streams.accept(to)
  }

  execute(options: ExecuteOptions): GuestProcess {
    return this.#streams.execute(options)
  }

  /** Nothing can run in the guest until something new is sent to it. */
  get quiet(): boolean {
    return this.#ended || (this.#asks === 0 && this.#quietUpTo >= this.#sent)
  }

  /** Nothing runs at all, and nothing was sent since. */
  get parkable(): boolean {
    return this.quiet && this.#parkable
  }

  send(message: ToWorker): void {
    if (this.#ended) return
    if (rouses(message)) this.#listener.onRoused()
    this.#sent += 1
    this.#outbox.push(message)
    if (this.#outbox.length === 1) setImmediate(() => this.#post())
  }

  #post(): void {
    if (this.#ended) return
    const messages = this.#outbox
    this.#outbox = []
    const batch: Batch = { messages, upTo: this.#sent, nowMs: this.#host.clock.now() }
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    this.#worker.postMessage(batch)
  }

  /** Resolves when `quiet`, at once if it is. */
  whenQuiet(): Promise<void> {
    if (this.quiet) return Promise.resolve()
    return new Promise((resolve) => this.#quietWaiters.push(resolve))
  }

  /** Everything the guest has written so far is in the store; gives up after `patienceMs` of wall time. */
  flush(type: 'flush' | 'shutdown', wall: Clock, patienceMs: number): Promise<boolean> {
    if (this.#ended) return Promise.resolve(false)
    const flush = ++this.#flushNumber
    return new Promise((resolve) => {
      const finish = (done: boolean): void => {
        cancel()
        this.#flushes.delete(flush)
        resolve(done)
      }
      const cancel = wall.after(patienceMs, () => finish(false))
      this.#flushes.set(flush, () => finish(!this.#ended))
      this.send({ type, flush })
    })
  }

  /** Ends the thread at once. */
  async end(): Promise<void> {
    this.#close()
    await this.#worker.terminate()
  }

  #receive(message: FromWorker): void {
    if (this.#ended) return
    switch (message.type) {
      case 'timer':
        this.#arm(message)
        return
      case 'cancel':
        this.#timers.get(message.timer)?.()
        this.#timers.delete(message.timer)
        return
      case 'ask':
        this.#asks++
        void this.#answer(message.ask, message.question)
        return
      case 'flushed':
        this.#flushes.get(message.flush)?.()
        return
      case 'quiet':
        this.#quietUpTo = message.number
        this.#parkable = message.parkable
        if (!this.quiet) return
        for (const resolve of this.#quietWaiters.splice(0)) resolve()
        this.#listener.onQuiet(message.parkable)
        return
      case 'accepted':
      case 'frame':
      case 'ended':
        this.#streams.receive(message)
        return
      case 'output':
      case 'exit':
      case 'remains':
      case 'dirty':
      case 'runtime':
      case 'console':
      case 'power':
      case 'emergency':
      case 'usage':
      case 'pong':
        this.#listener.onMessage(message)
    }
  }

  #arm({ timer, atMs, housekeeping }: Extract<FromWorker, { type: 'timer' }>): void {
    if (this.#timers.size >= maxTimers) return this.#crash('too many timers')
    const cancel = this.#host.clock.at(atMs, () => {
      this.#timers.delete(timer)
      this.send({
        type: 'fire',
        timer,
        nowMs: this.#host.clock.now(),
        ...(housekeeping && { housekeeping }),
      })
    })
    this.#timers.set(timer, cancel)
  }

  async #answer(ask: number, question: Ask): Promise<void> {
    const answer = await this.#find(question)
    this.#asks--
    this.send({ type: 'answer', ask, nowMs: this.#host.clock.now(), answer })
  }

  async #find(question: Ask): Promise<Answer> {
    switch (question.kind) {
      case 'now':
        return { kind: 'now' }
      case 'chunk':
        return { kind: 'chunk', bytes: this.#listener.chunk(question.hash) }
      case 'fetch':
        return {
          kind: 'fetch',
          response: await reach(() => this.#host.fetch(question.request)),
        }
      case 'connect':
        return {
          kind: 'connect',
          stream: await reach(() => this.#streams.connect(this.#host, question.request)),
        }
      case 'resolve':
        return {
          kind: 'resolve',
          addresses: await reach(() => this.#host.resolve(question.name, question.server)),
        }
      case 'send':
        this.#listener.onPassed('networkOut', question.datagram.bytes.length)
        return { kind: 'send', failure: await reach(() => this.#host.send(question.datagram)) }
      case 'ping': {
        const { address, from } = question
        return { kind: 'ping', echo: await reach(() => this.#host.ping(address, from)) }
      }
      case 'trace': {
        const { address, from } = question
        const hops = await reach(() => this.#host.trace(address, from))
        return { kind: 'trace', hops: 'unreachable' in hops ? [] : hops }
      }
    }
  }

  #crash(reason: string): void {
    if (this.#ended) return
    this.#close()
    void this.#worker.terminate()
    this.#listener.onCrash(reason)
  }

  #close(): void {
    this.#ended = true
    for (const cancel of this.#timers.values()) cancel()
    this.#timers.clear()
    for (const finish of this.#flushes.values()) finish()
    for (const resolve of this.#quietWaiters.splice(0)) resolve()
    this.#streams.lose()
  }
}

function rouses(message: ToWorker): boolean {
  if (message.type === 'frame') return message.frame.type !== 'taken'
  if (message.type === 'fire') return message.housekeeping !== true
  return rousesNobody[message.type] !== true
}

/** A host that fails must look to the guest like a network that fails. */
async function reach<T>(ask: () => Promise<T>): Promise<T | GuestUnreachable> {
  try {
    return await ask()
  } catch {
    return { unreachable: 'no-route' }
  }
}
