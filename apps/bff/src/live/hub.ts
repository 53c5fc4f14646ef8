import {
  feeds,
  type Action,
  type Feed,
  type FeedName,
  type Input,
  type Output,
  type ServiceName,
} from '@brume/console-api'
import type { OpenConnection } from '../connections/connection.ts'
import { call } from '../sdk/call.ts'
import { Gate } from './gate.ts'
import { Subscription, type Send } from './subscription.ts'
import type { Noticing } from './watched.ts'
import { Watcher } from './watcher.ts'

/** A list that nobody follows is kept this long: a page that is left is often come back to. Longer where keeping it asks nobody. */
const lingerMs = { embedded: 60_000, aws: 5_000 }

/** A list over all Regions is asked of this many at once; the others wait their turn, page by page. */
const askedAtOnce = 8

/** More lists of one connection than a page of one Region watches. */
const many = 12

/** All live lists: one watcher per connection, Region and feed, however many tabs follow it. */
export class LiveHub {
  readonly #noticing: (connection: OpenConnection, region: string) => Noticing
  readonly #watchers = new Map<string, { watcher: Watcher; linger?: NodeJS.Timeout }>()
  readonly #gates = new WeakMap<OpenConnection, Gate>()

  constructor(noticing: (connection: OpenConnection, region: string) => Noticing) {
    this.#noticing = noticing
  }

  /** How many lists are being watched. */
  get size(): number {
    return this.#watchers.size
  }

  /** Starts a subscription; call the result to end it. */
  subscribe(
    connection: OpenConnection,
    region: string,
    name: FeedName,
    id: number,
    send: Send,
  ): { close(): void; hurry(): void; retry(): void } {
    // what one principal may see another may not
    const key = [connection.info.id, connection.actsAs ?? '', region, name].join('/')
    const watcher = this.#watcher(key, connection, region, feeds[name])
    const subscription = new Subscription(id, watcher, send)
    subscription.start()
    return {
      hurry: () => subscription.hurry(),
      retry: () => subscription.retry(),
      close: () => {
        subscription.close()
        if (watcher.followers === 0) this.#drop(key, lingerMs[connection.info.kind])
      },
    }
  }

  close(): void {
    for (const { watcher, linger } of this.#watchers.values()) {
      clearTimeout(linger)
      watcher.stop()
    }
    this.#watchers.clear()
  }

  #watcher(key: string, connection: OpenConnection, region: string, feed: Feed): Watcher {
    const known = this.#watchers.get(key)
    if (known) {
      clearTimeout(known.linger)
      return known.watcher
    }
    const { service, operation, members } = feed
    const gate = this.#gateOf(connection)
    const ask = async (input: object) =>
      (
        await gate.pass(() =>
          call(connection, region, service, operation, defined(input), undefined, members),
        )
      ).output
    // the contract says what an operation answers; the wire does not
    function askAlso<S extends ServiceName, N extends Action<S>>(
      service: S,
      operation: N,
      input: Input<S, N>,
    ): Promise<Output<S, N>>
    async function askAlso(...asked: [ServiceName, string, unknown]): Promise<object> {
      return (await gate.pass(() => call(connection, region, ...asked))).output
    }
    const oneOfMany = () => this.#watchedOf(connection) > many
    const watcher = new Watcher(feed, ask, this.#noticing(connection, region), oneOfMany, askAlso)
    this.#watchers.set(key, { watcher })
    return watcher
  }

  #watchedOf({ info }: OpenConnection): number {
    return [...this.#watchers.keys()].filter((key) => key.startsWith(`${info.id}/`)).length
  }

  #gateOf(connection: OpenConnection): Gate {
    const gate = this.#gates.get(connection) ?? new Gate(askedAtOnce)
    this.#gates.set(connection, gate)
    return gate
  }

  #drop(key: string, lingerMs: number): void {
    const entry = this.#watchers.get(key)
    if (!entry) return
    clearTimeout(entry.linger)
    entry.linger = setTimeout(() => {
      this.#watchers.delete(key)
      entry.watcher.stop()
    }, lingerMs)
    entry.linger.unref()
  }
}

/** Without members that are undefined. */
function defined(input: object): object {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
}
