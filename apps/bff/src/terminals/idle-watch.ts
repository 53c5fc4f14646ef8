import type { Clock } from '@brume/session-channel'

/** Session Manager's default. An account can set another, but tells it to nobody who may only open sessions. */
const idleTimeoutMs = 20 * 60_000
const warnAheadMs = 2 * 60_000

/** Warns before Session Manager ends a session for want of input. */
export class IdleWatch {
  readonly #clock: Clock
  readonly #warn: (secondsLeft: number) => void
  #endsAt: number | undefined
  #cancel = () => {}

  constructor(clock: Clock, warn: (secondsLeft: number) => void) {
    this.#clock = clock
    this.#warn = warn
  }

  /** The user did something that counts: input, a new size, a reconnection. */
  touch(): void {
    this.#cancel()
    this.#endsAt = this.#clock.now() + idleTimeoutMs
    this.#cancel = this.#clock.at(this.#endsAt - warnAheadMs, () => this.#warn(warnAheadMs / 1000))
  }

  /** Undefined while the end is not near. */
  secondsLeft(): number | undefined {
    if (this.#endsAt === undefined) return undefined
    const leftMs = this.#endsAt - this.#clock.now()
    return leftMs <= warnAheadMs ? Math.max(0, Math.round(leftMs / 1000)) : undefined
  }

  stop(): void {
    this.#cancel()
    this.#endsAt = undefined
  }
}
