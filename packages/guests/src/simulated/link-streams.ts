import type { Duplex } from 'node:stream'
import type {
  ExecuteOptions,
  GuestAccept,
  GuestConnect,
  GuestHost,
  GuestProcess,
  GuestUnreachable,
} from '../driver.ts'
import { join, type Frame } from './frame-stream.ts'
import type { FromWorker, ToWorker } from './protocol.ts'
import { StreamTable } from './stream-table.ts'

type News = Extract<FromWorker, { type: 'accepted' | 'frame' | 'ended' }>

/** The main thread's ends of everything that streams to and from one guest: connections and executed programs. */
export class LinkStreams {
  readonly #send: (message: ToWorker) => void
  readonly #table: StreamTable
  readonly #accepting = new Map<number, (open: boolean) => void>()
  readonly #processes = new Map<number, (end: { code: number; signal?: string }) => void>()
  #next = 1
  #lost = false

  /** Those that are connections; the rest are programs' own. */
  readonly #connections = new Set<number>()
  readonly #passed: (direction: 'networkIn' | 'networkOut', bytes: number) => void

  constructor(
    send: (message: ToWorker) => void,
    passed: (direction: 'networkIn' | 'networkOut', bytes: number) => void,
  ) {
    this.#send = send
    this.#passed = passed
    this.#table = new StreamTable((stream: number, frame: Frame) => {
      this.#count('networkIn', stream, frame)
      send({ type: 'frame', stream, frame })
    })
  }

  #connection(number: number): ReturnType<StreamTable['open']> {
    const stream = this.#table.open(number)
    this.#connections.add(number)
    stream.on('close', () => this.#connections.delete(number))
    return stream
  }

  #count(direction: 'networkIn' | 'networkOut', stream: number, frame: Frame): void {
    if (frame.type === 'data' && this.#connections.has(stream))
      this.#passed(direction, frame.bytes.length)
  }

  /** Whether bytes may be under way. */
  get open(): boolean {
    return this.#table.size > 0
  }

  receive(news: News): void {
    switch (news.type) {
      case 'frame':
        this.#count('networkOut', news.stream, news.frame)
        this.#table.receive(news.stream, news.frame)
        return
      case 'accepted':
        this.#accepting.get(news.stream)?.(news.open)
        this.#accepting.delete(news.stream)
        return
      case 'ended':
        this.#processes.get(news.process)?.(
          news.signal === undefined
            ? { code: news.code }
            : { code: news.code, signal: news.signal },
        )
        this.#processes.delete(news.process)
    }
  }

  /** A connection from outside into the guest. */
  async accept(to: GuestAccept): Promise<Duplex | GuestUnreachable> {
    const number = this.#next++
    const stream = this.#connection(number)
    const open = await new Promise<boolean | undefined>((resolve) => {
      this.#accepting.set(number, resolve)
      this.#send({ type: 'accept', stream: number, to })
    })
    if (open) return stream
    stream.lost()
    return { unreachable: this.#lost ? 'timed-out' : 'refused' }
  }

  /** A connection out of the guest: the number of the stream that leads to it. */
  async connect(host: GuestHost, request: GuestConnect): Promise<number | GuestUnreachable> {
    const far = await host.connect(request)
    if ('unreachable' in far) return { unreachable: far.unreachable }
    const number = this.#next++
    const near = this.#connection(number)
    join(near, far)
    if (this.#lost) near.lost()
    return number
  }

  execute(options: ExecuteOptions): GuestProcess {
    const process = this.#next++
    const streams = { stdin: this.#next++, stdout: this.#next++, stderr: this.#next++ }
    const stdin = this.#table.open(streams.stdin)
    const stdout = this.#table.open(streams.stdout)
    const stderr = this.#table.open(streams.stderr)
    const exit = new Promise<{ code: number; signal?: string }>((resolve) =>
      this.#processes.set(process, resolve),
    )
    this.#send({ type: 'execute', process, options, streams })
    // Each is used in one direction only; what comes the other way is its end.
    stdin.resume()
    stdout.end()
    stderr.end()
    return {
      stdin,
      stdout,
      stderr,
      exit,
      kill: (signal) => this.#send({ type: 'kill', process, signal }),
    }
  }

  /** The guest's thread is gone. */
  lose(): void {
    this.#lost = true
    this.#table.lose()
    for (const answer of this.#accepting.values()) answer(false)
    for (const end of this.#processes.values()) end({ code: 255 })
    this.#accepting.clear()
    this.#processes.clear()
  }
}
