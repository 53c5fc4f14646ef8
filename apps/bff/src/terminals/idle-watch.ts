import type { Clock } from '@brume/session-channel'

/** Session Manager's default. */
const defaultTimeoutMs = 20 * 60_000
const warnAheadMs = 2 * 60_000

/** Warns before Session Manager ends a session for want of input. */
export class IdleWatch {
  readonly #clock: Clock
  readonly #warn: (secondsLeft: number) => void
  #timeoutMs = defaultTimeoutMs
  #touchedAt: number | undefined
  #cancel = () => {}

  constructor(clock: Clock, warn: (secondsLeft: number) => void) {
    this.#clock = clock
    this.#warn = warn
  }

  /** The account has another time-out than the default. */
  expect(timeoutMs: number): void {
    this.#timeoutMs = timeoutMs
    if (this.#touchedAt !== undefined) this.#arm(this.#touchedAt)
  }

  /** The user did something that counts: input, a new size, a reconnection. */
  touch(): void {
    this.#arm(this.#clock.now())
  }

  /** Undefined while the end is not near. */
  secondsLeft(): number | undefined {
    if (this.#touchedAt === undefined) return undefined
    const leftMs = this.#touchedAt + this.#timeoutMs - this.#clock.now()
    return leftMs <= this.#aheadMs ? Math.max(0, Math.round(leftMs / 1000)) : undefined
  }

  stop(): void {
    this.#cancel()
    this.#touchedAt = undefined
  }

  #arm(touchedAt: number): void {
    this.#cancel()
    this.#touchedAt = touchedAt
    const warnAt = touchedAt + this.#timeoutMs - this.#aheadMs
    this.#cancel = this.#clock.at(warnAt, () => this.#warn(this.#aheadMs / 1000))
  }

  /** Half of a short time-out. */
  get #aheadMs(): number {
    return Math.min(warnAheadMs, this.#timeoutMs / 2)
  }
}
