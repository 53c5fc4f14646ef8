/** Threads that may compute at once, over all guests; one that only waits does not count. */
const maxComputing = 6
/** Threads that may exist for user data; terminals are always served. */
const maxAwake = 48

/** What the queue has to know of a woken guest. */
export interface Wakeful {
  readonly quiet: boolean
}

/** Lets guests that boot with user data have their threads in turn, so that a launch of a thousand is slow and not fatal. */
export class WakeQueue<Guest extends Wakeful> {
  readonly #awake = new Set<Guest>()
  readonly #queued = new Set<Guest>()
  readonly #waiting: (() => void)[] = []

  /** Runs `wake` now, or when others have come to rest. */
  request(guest: Guest, wake: () => void): void {
    this.#queued.add(guest)
    this.#waiting.push(wake)
    this.next()
  }

  /** Those that may have something to do: all others idle. */
  *active(): Iterable<Guest> {
    yield* this.#awake
    for (const guest of this.#queued) if (!this.#awake.has(guest)) yield guest
  }

  /** It has had its turn, or wants it no more. */
  left(guest: Guest): void {
    this.#queued.delete(guest)
  }

  woke(guest: Guest): void {
    this.#awake.add(guest)
  }

  parked(guest: Guest): void {
    this.#awake.delete(guest)
    this.next()
  }

  /** Looks whether there is room now. */
  next(): void {
    while (this.#waiting.length > 0 && this.#hasRoom()) this.#waiting.shift()?.()
  }

  /** All threads are taken, by guests that wait for time to pass: until it does, nobody else has a turn. */
  get standsStill(): boolean {
    if (this.#waiting.length === 0 || this.#awake.size < maxAwake) return false
    for (const guest of this.#awake) if (!guest.quiet) return false
    return true
  }

  /** Nobody waits, and there is room for more who only might have something to do. */
  get hasLeisure(): boolean {
    return this.#waiting.length === 0 && this.#awake.size <= maxAwake / 2
  }

  #hasRoom(): boolean {
    if (this.#awake.size >= maxAwake) return false
    let computing = 0
    for (const guest of this.#awake) if (!guest.quiet) computing++
    return computing < maxComputing
  }
}
