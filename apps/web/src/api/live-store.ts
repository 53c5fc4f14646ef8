import type { ApiError } from '@brume/console-api'

export type FeedStatus = 'loading' | 'ready' | 'error' | 'reconnecting'

/** What a page sees of a feed. A new object for every change; untouched items keep their identity. */
export interface FeedView<T> {
  readonly status: FeedStatus
  readonly items: ReadonlyMap<string, T>
  /** The same items in the order in which they became known. While loading, the first of them. */
  readonly list: readonly T[]
  readonly error?: ApiError
  /** When the back end was last known to be as shown (ISO). */
  readonly at?: string
}

/**
 * The browser's copy of one feed. Notices change a working copy; `publish` shows it to the page, so that a burst of
 * notices costs one drawing. During a later snapshot the page keeps the old items until the new ones are complete.
 */
export class LiveStore<T> {
  #view: FeedView<T> = { status: 'loading', items: new Map(), list: [] }
  readonly #working = new Map<string, T>()
  #snapshot: Map<string, T> | undefined
  #changed = false
  readonly #idOf: (item: T) => string
  readonly #listeners = new Set<() => void>()

  constructor(idOf: (item: T) => string) {
    this.#idOf = idOf
  }

  view = (): FeedView<T> => this.#view

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** A snapshot starts. */
  reset(): void {
    this.#snapshot = new Map()
  }

  patch(upserts: readonly T[], deletes: readonly string[]): void {
    const target = this.#snapshot ?? this.#working
    for (const item of upserts) target.set(this.#idOf(item), this.#keep(item))
    for (const id of deletes) target.delete(id)
    if (target === this.#working) this.#changed = true
    else if (this.#view.status === 'loading' && this.#view.list.length === 0)
      this.#showFirst(target)
  }

  /** The snapshot is complete, or the feed is healthy again. */
  ready(at: string): void {
    if (this.#snapshot) {
      this.#working.clear()
      for (const [id, item] of this.#snapshot) this.#working.set(id, item)
      this.#snapshot = undefined
      this.#changed = true
    }
    if (this.#changed || this.#view.status !== 'ready') this.#show('ready', at)
    else this.#view = { ...this.#view, at }
  }

  fail(error: ApiError): void {
    this.#show('error', this.#view.at, error)
  }

  /** The socket is gone; what is shown stays, marked as possibly old. */
  disconnect(): void {
    this.#snapshot = undefined
    if (this.#view.status === 'ready') this.#show('reconnecting', this.#view.at)
  }

  /** Shows what has changed since the last time; says whether there was anything. */
  publish(): boolean {
    if (!this.#changed || this.#view.status === 'loading') return false
    this.#show(this.#view.status, this.#view.at, this.#view.error)
    return true
  }

  /** The first part of the first snapshot is shown at once, so that ten thousand rows do not keep fifty waiting. */
  #showFirst(items: ReadonlyMap<string, T>): void {
    if (items.size === 0) return
    this.#view = { status: 'loading', items: new Map(items), list: [...items.values()] }
    for (const listener of this.#listeners) listener()
  }

  #show(status: FeedStatus, at: string | undefined, error?: ApiError): void {
    const { items, list } = this.#changed
      ? { items: new Map(this.#working), list: [...this.#working.values()] }
      : this.#view
    this.#changed = false
    this.#view = {
      status,
      items,
      list,
      ...(at === undefined ? {} : { at }),
      ...(error ? { error } : {}),
    }
    for (const listener of this.#listeners) listener()
  }

  /** The known object when the new one says the same: a repeated snapshot then redraws no row. */
  #keep(item: T): T {
    const known = this.#working.get(this.#idOf(item))
    if (known === undefined) return item
    return JSON.stringify(known) === JSON.stringify(item) ? known : item
  }
}
