import type { Clock } from '@brume/clock'

interface Failures {
  readonly count: number
  /** Wall time of the last one. */
  readonly at: number
}

interface Limit {
  /** So many may be wrong before one has to wait. */
  readonly free: number
  /** The first wait; doubled with each further failure. */
  readonly firstMs: number
  readonly mostMs: number
}

/** As many names and clients as are remembered; the oldest goes first. */
const remembered = 10_000
/** Without a failure for so long, all is forgotten. */
const forgetMs = 15 * 60_000

/**
 * Of one user: few, so that no password is found by trying. Of one client: more, for a class may stand behind one
 * address, but bounded, so that one password is not tried on every name.
 */
const limits = {
  user: { free: 5, firstMs: 30_000, mostMs: 15 * 60_000 },
  client: { free: 50, firstMs: 30_000, mostMs: 15 * 60_000 },
} as const satisfies Record<string, Limit>

export type LimitedBy = keyof typeof limits

/** Counts wrong passwords by wall time, for names that exist and names that do not alike. */
export class FailedSignIns {
  readonly #wall: Clock
  readonly #failures = new Map<string, Failures>()

  constructor(wall: Clock) {
    this.#wall = wall
  }

  /** How long this user or client has to wait; 0 when it need not. */
  waitMs(by: LimitedBy, name: string): number {
    const known = this.#find(by, name)
    const limit: Limit = limits[by]
    if (!known || known.count < limit.free) return 0
    const wait = Math.min(limit.mostMs, limit.firstMs * 2 ** (known.count - limit.free))
    return Math.max(0, known.at + wait - this.#wall.now())
  }

  /** Counted before the password is looked at: many at once are many failures, not one. */
  add(by: LimitedBy, name: string): void {
    const key = `${by} ${name}`
    const count = (this.#find(by, name)?.count ?? 0) + 1
    this.#failures.delete(key)
    this.#failures.set(key, { count, at: this.#wall.now() })
    for (const oldest of this.#failures.keys()) {
      if (this.#failures.size <= remembered) break
      this.#failures.delete(oldest)
    }
  }

  /** The password was right: of the user all is forgotten, of the client this one. */
  forgive(user: string, client: string): void {
    this.#failures.delete(`user ${user}`)
    const known = this.#find('client', client)
    if (known) this.#failures.set(`client ${client}`, { ...known, count: known.count - 1 })
  }

  #find(by: LimitedBy, name: string): Failures | undefined {
    const key = `${by} ${name}`
    const known = this.#failures.get(key)
    if (!known || this.#wall.now() - known.at < forgetMs) return known
    this.#failures.delete(key)
    return undefined
  }
}
