import { setImmediate as turn } from 'node:timers/promises'
import type { ApiError, AskAlso, Feed } from '@brume/console-api'
import { nextToken, pageInput } from '../sdk/call.ts'
import { toApiError } from '../sdk/errors.ts'
import { ItemSpeller, sameJson, type ItemJson } from './item-json.ts'
import type { Changes, Noticer, Noticing, Watched } from './watched.ts'

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
  readonly content: ItemJson
  readonly moving: boolean
}

/** One live list of one connection and Region: keeps its items, compares each look with them, tells the followers. */
export class Watcher implements Watched {
  readonly changeTypes: readonly string[]
  readonly ownType: string | undefined
  readonly #feed: Feed
  readonly #ask: Ask
  readonly #askAlso: AskAlso
  readonly #noticer: Noticer
  readonly #oneOfMany: () => boolean
  readonly #items = new Map<string, Item>()
  readonly #speller = new ItemSpeller()
  readonly #moving = new Set<string>()
  readonly #followers = new Set<Follower>()
  #readyAt: string | undefined
  #error: ApiError | undefined
  #stopped = false
  /** Looks queue up behind it. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(
    feed: Feed,
    ask: Ask,
    noticing: Noticing,
    oneOfMany: () => boolean = () => false,
    askAlso: AskAlso = () => Promise.reject(new TypeError('this list asks one operation')),
  ) {
    this.#askAlso = askAlso
    this.#feed = feed
    this.#oneOfMany = oneOfMany
    this.#ask = ask
    this.changeTypes = feed.changeTypes
    this.ownType = feed.ownType
    this.#noticer = noticing.start(this)
  }

  get moving(): boolean {
    return this.#moving.size > 0
  }

  get aside(): boolean {
    return this.#items.size === 0 && this.#oneOfMany()
  }

  get followers(): number {
    return this.#followers.size
  }

  /** JSON of an item; undefined when it is gone. */
  content(id: string): ItemJson | undefined {
    return this.#items.get(id)?.content
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

  retry(): void {
    if (this.#error) this.#noticer.retry()
  }

  stop(): void {
    this.#stopped = true
    this.#noticer.stop()
  }

  report(error: unknown): void {
    if (this.#stopped) return
    const refusal = toApiError(error)
    // what somebody may see no longer must not be shown any longer
    if (refusal.hint === 'not-authorized') this.drop([...this.#items.keys()])
    const known = this.#error?.code === refusal.code && this.#error.message === refusal.message
    this.#error = refusal
    if (!known) for (const follower of this.#followers) follower.failed(refusal)
  }

  lookAtAll(): Promise<void> {
    return this.#inTurn(() => this.#lookAtAll())
  }

  lookAt(changes: readonly Changes[]): Promise<void> {
    return this.#inTurn(() => this.#lookAt(changes))
  }

  lookAtMoving(): Promise<void> {
    const { ownType } = this
    if (ownType === undefined) return this.lookAtAll()
    return this.#inTurn(() => this.#lookAt([{ type: ownType, ids: [...this.#moving] }]))
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

  /** The items' own changes first; what else has changed is mostly mentioned by those, and then seen already. */
  async #lookAt(changes: readonly Changes[]): Promise<void> {
    const seen = new Set<string>()
    const own = changes.filter(({ type }) => type === this.ownType)
    const others = changes.filter(({ type }) => type !== this.ownType)
    for (const { ids } of own) {
      if (!(await this.#lookAtOwn(ids, seen))) return this.#lookAtAll()
    }
    const mentioned = new Set([...seen].flatMap((id) => mentionsIn(this.#items.get(id))))
    for (const { type, ids } of others) {
      const unseen = ids.filter((id) => !mentioned.has(id))
      const before = await this.#mentioning(unseen)
      for (const part of parts(unseen)) {
        const input = this.#feed.inputFor?.(type, part)
        if (!input) return this.#lookAtAll()
        await this.#pages(input, undefined, seen)
      }
      const left = before.filter((id) => !seen.has(id))
      if (!(await this.#lookAtOwn(left, seen))) return this.#lookAtAll()
    }
    this.#healthy(false)
  }

  /** Looks at items by their ids; those that are not found are gone. False when only the whole list will do. */
  async #lookAtOwn(ids: readonly string[], seen: Set<string>): Promise<boolean> {
    for (const part of parts(ids)) {
      const input = this.ownType && this.#feed.inputFor?.(this.ownType, part)
      if (!input) return false
      try {
        await this.#pages(input, undefined, seen)
      } catch (error) {
        // one of them has gone meanwhile, and the operation refuses ids that it does not know
        if (/NotFound(Exception)?$/.test(toApiError(error).code)) return false
        throw error
      }
      this.drop(part.filter((id) => !seen.has(id)))
    }
    return true
  }

  /** Items that spoke of any of these other records when last seen. */
  async #mentioning(otherIds: readonly string[]): Promise<readonly string[]> {
    const wanted = new Set(otherIds)
    const found: string[] = []
    let looked = 0
    for (const [id, item] of wanted.size === 0 ? [] : this.#items) {
      if (mentionsIn(item).some((other) => wanted.has(other))) found.push(id)
      looked += 1
      if (looked % sliceSize === 0) await turn()
    }
    return found
  }

  /** Asks page by page and takes each in. */
  async #pages(input: object, pageSize: number | undefined, seen: Set<string>): Promise<void> {
    let token: string | undefined
    do {
      if (this.#stopped) throw new Error('the watcher was stopped')
      const output = await this.#ask({ ...input, ...pageInput(this.#feed, pageSize, token) })
      const listed = this.#feed.listOf(output)
      const items = (await this.#feed.complete?.(listed, this.#askAlso)) ?? listed
      await this.#take(items, seen)
      token = nextToken(this.#feed, output)
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
    const content = this.#speller.spell(item)
    const known = this.#items.get(id)
    if (known && sameJson(known.content, content)) return false
    const moving = this.#feed.inTransition(item)
    this.#items.set(id, { content, moving })
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

/** The ids of other records that an item speaks of: `vol-0…`, `eni-0…`. */
function mentionsIn(item: Item | undefined): readonly string[] {
  const text = item?.content.texts.join() ?? ''
  return [...text.matchAll(/"([a-z]+-[0-9a-f]{8,})"/g)].map((match) => match[1] ?? '')
}

function* parts(ids: readonly string[]): Generator<readonly string[]> {
  for (let at = 0; at < ids.length; at += maxIds) yield ids.slice(at, at + maxIds)
}
