import type { ApiError, LiveNotice } from '@brume/console-api'
import { ItemPacker } from './item-json.ts'
import type { Follower, Watcher } from './watcher.ts'

/** Sends one text; resolves when the socket has taken it, so that a slow tab is never flooded. */
export type Send = (text: string) => Promise<void>

const maxPartItems = 500
const maxPartBytes = 512 * 1024

/**
 * One list in one tab. It keeps only the ids that the tab must hear of, and reads their content when it sends: however
 * slow the tab is, it gets each item in its latest form, and memory stays bounded. A snapshot is "all ids are due".
 */
export class Subscription implements Follower {
  readonly #id: number
  readonly #watcher: Watcher
  readonly #send: Send
  readonly #due = new Set<string>()
  #readyAt: string | undefined
  #error: ApiError | undefined
  #sending = false
  #closed = false

  constructor(id: number, watcher: Watcher, send: Send) {
    this.#id = id
    this.#watcher = watcher
    this.#send = send
  }

  start(): void {
    // everything below waits its turn behind the reset
    this.#sending = true
    void this.#notice({ type: 'reset', id: this.#id }).then(() => this.#run())
    this.#watcher.follow(this)
  }

  close(): void {
    this.#closed = true
    this.#watcher.leave(this)
  }

  hurry(): void {
    this.#watcher.hurry()
  }

  retry(): void {
    this.#watcher.retry()
  }

  changed(ids: Iterable<string>): void {
    for (const id of ids) this.#due.add(id)
    this.#wake()
  }

  ready(atIso: string): void {
    this.#readyAt = atIso
    this.#error = undefined
    this.#wake()
  }

  failed(error: ApiError): void {
    this.#error = error
    this.#wake()
  }

  #wake(): void {
    if (this.#sending || this.#closed) return
    this.#sending = true
    // the rest of this turn's changes go out together
    queueMicrotask(() => void this.#run())
  }

  async #run(): Promise<void> {
    while (!this.#closed) {
      if (this.#due.size > 0) await this.#send(this.#nextPart())
      else if (this.#error) {
        const error = this.#error
        this.#error = undefined
        await this.#notice({ type: 'error', id: this.#id, error })
      } else if (this.#readyAt !== undefined) {
        const at = this.#readyAt
        this.#readyAt = undefined
        await this.#notice({ type: 'ready', id: this.#id, at })
      } else break
    }
    this.#sending = false
  }

  #notice(notice: LiveNotice): Promise<void> {
    return this.#send(JSON.stringify(notice))
  }

  /** A patch of at most one part, put together from the items' JSON as it is kept. */
  #nextPart(): string {
    const upserts = new ItemPacker()
    const deletes: string[] = []
    for (const id of this.#due) {
      if (upserts.count + deletes.length >= maxPartItems || upserts.length >= maxPartBytes) break
      this.#due.delete(id)
      const content = this.#watcher.content(id)
      if (content === undefined) deletes.push(id)
      else upserts.add(content)
    }
    const head = `{"type":"patch","id":${this.#id}`
    return `${head},"upserts":${upserts.json()},"deletes":${JSON.stringify(deletes)}}`
  }
}
