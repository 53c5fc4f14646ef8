import { toApiError } from '../sdk/errors.ts'
import type { Noticing, Watched } from './watched.ts'

/** How often AWS is asked. */
export interface PollRates {
  /** While something is in transition. */
  readonly fastMs: number
  readonly slowMs: number
  /** An empty list among many: most Regions of an account are empty, and a list over all Regions asks each. */
  readonly asideMs: number
  /** The longest pause after repeated refusals. */
  readonly maxMs: number
}

export const pollRates: PollRates = {
  fastMs: 2_000,
  slowMs: 15_000,
  asideMs: 60_000,
  maxMs: 120_000,
}

/** Noticing by asking again: what moves often, the whole list seldom, less and less often when refused. */
export function polled(rates: PollRates): Noticing {
  return {
    start(watched) {
      const poller = new Poller(watched, rates)
      poller.schedule(0)
      return {
        hurry: () => poller.hurry(),
        retry: () => poller.retry(),
        stop: () => poller.stop(),
      }
    },
  }
}

class Poller {
  readonly #watched: Watched
  readonly #rates: PollRates
  #timer: NodeJS.Timeout | undefined
  #looking = false
  #stopped = false
  #hurried = false
  #refusals = 0
  /** When the whole list was last seen; never, at first. */
  #allAt = -Infinity

  constructor(watched: Watched, rates: PollRates) {
    this.#watched = watched
    this.#rates = rates
  }

  schedule(delayMs: number): void {
    clearTimeout(this.#timer)
    if (this.#stopped) return
    this.#timer = setTimeout(() => void this.#look(), delayMs)
  }

  /** Looks at all at once, or right after the look under way; while refused it keeps its pause. */
  hurry(): void {
    this.#allAt = -Infinity
    if (this.#looking) this.#hurried = true
    else if (this.#refusals === 0) this.schedule(0)
  }

  retry(): void {
    this.#allAt = -Infinity
    if (this.#looking) this.#hurried = true
    else this.schedule(0)
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
  }

  async #look(): Promise<void> {
    this.#looking = true
    this.#hurried = false
    const startedAt = performance.now()
    try {
      if (startedAt - this.#allAt >= this.#rates.slowMs) {
        this.#allAt = startedAt
        await this.#watched.lookAtAll()
      } else {
        await this.#watched.lookAtMoving()
      }
      this.#refusals = 0
    } catch (error) {
      this.#refusals += 1
      this.#allAt = -Infinity
      this.#watched.report(error)
      this.#looking = false
      this.schedule(this.#pauseMs(error))
      return
    }
    this.#looking = false
    if (this.#hurried) this.schedule(0)
    else this.schedule(this.#restMs())
  }

  #restMs(): number {
    const { fastMs, slowMs, asideMs } = this.#rates
    if (this.#watched.moving) return fastMs
    return this.#watched.aside ? asideMs : slowMs
  }

  /** Doubles with each refusal, from the slow rate when AWS throttles, and is spread so that watchers do not march in step. */
  #pauseMs(error: unknown): number {
    const { fastMs, slowMs, maxMs } = this.#rates
    const from = toApiError(error).hint === 'throttled' ? slowMs : fastMs
    return (
      Math.min(maxMs, from * 2 ** Math.min(this.#refusals - 1, 10)) * (0.75 + Math.random() / 2)
    )
  }
}
