/** What came of the requests of a stretch of time. */
export interface TrafficSlice {
  /** When it began, ms of the account's time. */
  readonly at: number
  sent: number
  /** Below 400. */
  succeeded: number
  /** 4xx. */
  refused: number
  /** 5xx. */
  failed: number
  /** No answer: nobody listens, packets are dropped, the connection broke. */
  unanswered: number
  /** Wall ms of those that were answered: their sum, and the longest. */
  tookMs: number
  longestMs: number
  /** Answers by who gave them: an instance's id or address, `balancer` for its own. */
  readonly answeredBy: Map<string, number>
}

const keptSlices = 300
const sliceMs = 1000

/** The newest seconds of a run. */
export class TrafficReport {
  readonly #slices: TrafficSlice[] = []
  #sent = 0
  #answered = 0

  get sent(): number {
    return this.#sent
  }

  get answered(): number {
    return this.#answered
  }

  slices(): readonly TrafficSlice[] {
    return this.#slices
  }

  /** The slice of a moment. */
  at(nowMs: number): TrafficSlice {
    const at = nowMs - (nowMs % sliceMs)
    const last = this.#slices.at(-1)
    if (last && last.at >= at) return last
    const slice: TrafficSlice = {
      at,
      sent: 0,
      succeeded: 0,
      refused: 0,
      failed: 0,
      unanswered: 0,
      tookMs: 0,
      longestMs: 0,
      answeredBy: new Map(),
    }
    this.#slices.push(slice)
    if (this.#slices.length > keptSlices) this.#slices.shift()
    return slice
  }

  asked(nowMs: number): void {
    this.#sent += 1
    this.at(nowMs).sent += 1
  }

  answer(nowMs: number, status: number, tookMs: number, by: string): void {
    this.#answered += 1
    const slice = this.at(nowMs)
    if (status < 400) slice.succeeded += 1
    else if (status < 500) slice.refused += 1
    else slice.failed += 1
    slice.tookMs += tookMs
    slice.longestMs = Math.max(slice.longestMs, tookMs)
    slice.answeredBy.set(by, (slice.answeredBy.get(by) ?? 0) + 1)
  }

  noAnswer(nowMs: number): void {
    this.at(nowMs).unanswered += 1
  }
}
