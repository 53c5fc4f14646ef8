import { setImmediate as turn } from 'node:timers/promises'
import type { ApiError, Feed } from '@brume/console-api'
import { toApiError } from '../sdk/errors.ts'
import type { Noticer, Noticing, Watched } from './watched.ts'

/** Asks the feed's operation once and returns its output. */
export type Ask = (input: object) => Promise<object>

/** Who follows a list. */
export interface Follower {
  /** These items are new, different or gone; their present form is `content(id)`. */
  changed(ids: Iterable<string>): void
  /** A whole look is complete. */
  ready(atIso: string): void
  failed(error: ApiError): void
}

/** AWS takes at most this many values in a filter. */
const maxIds = 200
/** Items turned into JSON before the event loop gets its turn. */
const sliceSize = 100

interface Item {
  readonly json: string
  readonly moving: boolean
}

/** One live list of one connection and Region: keeps its items, compares each look with them, tells the followers. */
export class Watcher implements Watched {
  readonly changeTypes: readonly string[]
  readonly #feed: Feed
  readonly #ask: Ask
  readonly #noticer: Noticer
  readonly #items = new Map<string, Item>()
  readonly #moving = new Set<string>()
  readonly #followers = new Set<Follower>()
  #readyAt: string | undefined
  #error: ApiError | undefined
  #stopped = false
  /** Looks queue up behind it. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(feed: Feed, ask: Ask, noticing: Noticing) {
    this.#feed = feed
    this.#ask = ask
    this.changeTypes = feed.changeTypes
    this.#noticer = noticing.start(this)
  }

  get moving(): boolean {
    return this.#moving.size > 0
  }

  get followers(): number {
    return this.#followers.size
  }

  /** JSON of an item; undefined when it is gone. */
  content(id: string): string | undefined {
    return this.#items.get(id)?.json
  }

  /** The follower first hears of everything that is known. */
  follow(follower: Follower): void {
    this.#followers.add(follower)
    follower.changed(this.#items.keys())
    if (this.#readyAt !== undefined) follower.ready(this.#readyAt)
    if (this.#error) follower.failed(this.#error)
  }

  leave(follower: Follower): void {
    this.#followers.delete(follower)
  }

  hurry(): void {
    this.#noticer.hurry()
  }

  stop(): void {
    this.#stopped = true
    this.#noticer.stop()
  }

  report(error: unknown): void {
    if (this.#stopped) return
    this.#error = toApiError(error)
    for (const follower of this.#followers) follower.failed(this.#error)
  }

  lookAtAll(): Promise<void> {
    return this.#inTurn(() => this.#lookAtAll())
  }

  lookAt(changeType: string, ids: readonly string[]): Promise<void> {
    return this.#inTurn(() => this.#lookAt(changeType, ids))
  }

  lookAtMoving(): Promise<void> {
    return this.#inTurn(() => this.#lookAt(this.changeTypes[0] ?? '', [...this.#moving]))
  }

  drop(ids: readonly string[]): void {
    const known = ids.filter((id) => this.#items.delete(id))
    for (const id of known) this.#moving.delete(id)
    this.#tell(known)
  }

  #inTurn(look: () => Promise<void>): Promise<void> {
    const turnOf = this.#last.then(look)
    this.#last = turnOf.catch(() => {})
    return turnOf
  }

  async #lookAtAll(): Promise<void> {
    const seen = new Set<string>()
    await this.#pages(this.#feed.input, this.#feed.pageSize, seen)
    this.drop([...this.#items.keys()].filter((id) => !seen.has(id)))
    this.#healthy(true)
  }

  async #lookAt(changeType: string, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    const own = changeType === this.changeTypes[0]
    for (let at = 0; at < ids.length; at += maxIds) {
      const part = ids.slice(at, at + maxIds)
      const input = this.#feed.inputFor?.(changeType, part)
      if (!input) return this.#lookAtAll()
      const seen = new Set<string>()
      try {
        await this.#pages(input, undefined, seen)
      } catch (error) {
        // one of them has gone meanwhile, and the operation refuses ids that it does not know
        if (toApiError(error).code.endsWith('.NotFound')) return this.#lookAtAll()
        throw error
      }
      if (own) this.drop(part.filter((id) => !seen.has(id)))
      else await this.#lookAt(this.changeTypes[0] ?? '', this.#mentioning(part, seen))
    }
    this.#healthy(false)
  }

  /** Items that spoke of these other records when last seen, and were not looked at just now. */
  #mentioning(otherIds: readonly string[], seen: ReadonlySet<string>): string[] {
    const quoted = otherIds.map((id) => JSON.stringify(id))
    const mentions = ({ json }: Item) => quoted.some((id) => json.includes(id))
    return [...this.#items]
      .filter(([id, item]) => !seen.has(id) && mentions(item))
      .map(([id]) => id)
  }

  /** Asks page by page and takes each in. */
  async #pages(input: object, pageSize: number | undefined, seen: Set<string>): Promise<void> {
    let token: string | undefined
    do {
      if (this.#stopped) throw new Error('the watcher was stopped')
      const paging = pageSize === undefined ? {} : { MaxResults: pageSize }
      const output = await this.#ask({ ...input, ...paging, NextToken: token })
      await this.#take(this.#feed.listOf(output), seen)
      token = nextToken(output)
    } while (token !== undefined)
  }

  async #take(list: readonly unknown[], seen: Set<string>): Promise<void> {
    for (let at = 0; at < list.length; at += sliceSize) {
      if (at > 0) await turn()
      const changed: string[] = []
      for (const item of list.slice(at, at + sliceSize)) {
        const id = this.#feed.idOf(item)
        seen.add(id)
        if (this.#put(id, item)) changed.push(id)
      }
      this.#tell(changed)
    }
  }

  /** Whether the item is new or different. */
  #put(id: string, item: unknown): boolean {
    const json = JSON.stringify(item)
    if (this.#items.get(id)?.json === json) return false
    const moving = this.#feed.inTransition(item)
    this.#items.set(id, { json, moving })
    if (moving) this.#moving.add(id)
    else this.#moving.delete(id)
    return true
  }

  #tell(ids: readonly string[]): void {
    if (ids.length === 0) return
    for (const follower of this.#followers) follower.changed(ids)
  }

  #healthy(whole: boolean): void {
    const recovered = this.#error !== undefined
    this.#error = undefined
    if (!whole && !recovered) return
    this.#readyAt = new Date().toISOString()
    for (const follower of this.#followers) follower.ready(this.#readyAt)
  }
}

function nextToken(output: object): string | undefined {
  const token: unknown = 'NextToken' in output ? output.NextToken : undefined
  return typeof token === 'string' && token !== '' ? token : undefined
}
