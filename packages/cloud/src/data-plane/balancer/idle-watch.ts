import type { Cancel, Clock } from '@brume/clock'

/** Something that must not rest for too long. */
export interface Ticket {
  /** It has moved. */
  touch(): void
  done(): void
}

interface Waiting extends Ticket {
  untilMs: number
  readonly onIdle: () => void
}

/** Ends what has rested for so long. One timer for all that wait: those that were touched last stand last. */
export class IdleWatch {
  readonly #clock: Clock
  readonly #idleMs: number
  readonly #waiting = new Set<Waiting>()
  #cancel: Cancel | undefined

  constructor(clock: Clock, idleMs: number) {
    this.#clock = clock
    this.#idleMs = idleMs
  }

  watch(onIdle: () => void): Ticket {
    const ticket: Waiting = {
      untilMs: this.#clock.now() + this.#idleMs,
      onIdle,
      touch: () => {
        if (!this.#waiting.delete(ticket)) return
        ticket.untilMs = this.#clock.now() + this.#idleMs
        this.#waiting.add(ticket)
      },
      done: () => {
        this.#waiting.delete(ticket)
        if (this.#waiting.size > 0) return
        this.#cancel?.()
        this.#cancel = undefined
      },
    }
    this.#waiting.add(ticket)
    this.#arm(ticket.untilMs)
    return ticket
  }

  #arm(atMs: number): void {
    this.#cancel ??= this.#clock.at(atMs, () => this.#sweep())
  }

  #sweep(): void {
    this.#cancel = undefined
    const now = this.#clock.now()
    for (const ticket of this.#waiting) {
      if (ticket.untilMs > now) return this.#arm(ticket.untilMs)
      this.#waiting.delete(ticket)
      ticket.onIdle()
    }
  }
}
