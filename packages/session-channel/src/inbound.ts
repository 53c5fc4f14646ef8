import type { Frame } from './codec.ts'

export interface InboundOptions {
  /** Frames held until those before them come; past it they are dropped unacknowledged, and the peer sends them again. */
  readonly maxEarlyFrames: number
  /** Payload bytes of them, likewise. */
  readonly maxEarlyBytes: number
  /** Whether the peer may give one number to two frames (`ReliableChannel`, twin rule). */
  readonly acceptsTwins: boolean
  readonly deliver: (frame: Frame) => void
  readonly acknowledge: (frame: Frame, sequenceNumber: number) => void
}

/** Puts the peer's frames back in order and acknowledges them. */
export class Inbound {
  readonly #options: InboundOptions
  readonly #early = new Map<number, Frame[]>()
  #earlyCount = 0
  #earlyBytes = 0
  #expected = 0
  /** Ids delivered under the number before `#expected`. */
  #lastIds = new Set<string>()
  /** A number that a twin has used up: the peer will never send it, though it may look missing. */
  #usedUp: number | undefined
  /** Frames kept while nothing is taken, and not acknowledged, so that the peer's window closes. */
  readonly #unacknowledged = new Set<Frame>()
  #isHeld = false
  duplicates = 0
  twins = 0
  dropped = 0

  constructor(options: InboundOptions) {
    this.#options = options
  }

  receive(frame: Frame): void {
    const { sequenceNumber } = frame
    if (sequenceNumber > this.#expected) this.#keep(frame)
    else if (sequenceNumber === this.#expected) {
      if (this.#isHeld) this.#keep(frame)
      else this.#take(frame)
    } else if (this.#isTwin(frame)) {
      // While held it waits at the peer, which sends it again.
      if (!this.#isHeld) this.#takeTwin(frame)
    } else {
      this.duplicates += 1
      this.#options.acknowledge(frame, sequenceNumber)
    }
    this.#drain()
  }

  /** Nothing is delivered or acknowledged until `admit`; what comes is kept within the bounds of early frames. */
  hold(): void {
    this.#isHeld = true
  }

  admit(): void {
    if (!this.#isHeld) return
    this.#isHeld = false
    this.#drain()
  }

  #keep(frame: Frame): void {
    const held = this.#early.get(frame.sequenceNumber)
    const isKnown =
      held !== undefined &&
      (!this.#options.acceptsTwins || held.some((other) => other.messageId === frame.messageId))
    if (isKnown) {
      this.duplicates += 1
      if (this.#isHeld) return
    } else {
      const { maxEarlyFrames, maxEarlyBytes } = this.#options
      if (
        this.#earlyCount >= maxEarlyFrames ||
        this.#earlyBytes + frame.payload.length > maxEarlyBytes
      ) {
        this.dropped += 1
        return
      }
      if (held === undefined) this.#early.set(frame.sequenceNumber, [frame])
      else held.push(frame)
      this.#earlyCount += 1
      this.#earlyBytes += frame.payload.length
    }
    if (this.#isHeld) this.#unacknowledged.add(frame)
    else this.#options.acknowledge(frame, frame.sequenceNumber)
  }

  #take(frame: Frame): void {
    this.#options.acknowledge(frame, frame.sequenceNumber)
    this.#advance(frame)
  }

  #advance(frame: Frame): void {
    this.#expected = frame.sequenceNumber + 1
    this.#lastIds = new Set([frame.messageId])
    this.#options.deliver(frame)
  }

  #isTwin(frame: Frame): boolean {
    return (
      this.#options.acceptsTwins &&
      frame.sequenceNumber === this.#expected - 1 &&
      !this.#lastIds.has(frame.messageId)
    )
  }

  /** The second frame under a number: the peer's counter went on by two, so the number after it stands for this one. */
  #takeTwin(frame: Frame): void {
    this.#options.acknowledge(frame, frame.sequenceNumber)
    this.#options.acknowledge(frame, frame.sequenceNumber + 1)
    this.#deliverTwin(frame)
  }

  #deliverTwin(frame: Frame): void {
    this.twins += 1
    this.#lastIds.add(frame.messageId)
    this.#usedUp = frame.sequenceNumber + 1
    this.#options.deliver(frame)
  }

  #drain(): void {
    while (this.#early.size > 0 && !this.#isHeld) {
      const next = this.#release(this.#expected)
      if (next !== undefined) {
        const [first, ...twins] = next
        for (const frame of next) {
          if (this.#unacknowledged.delete(frame)) {
            this.#options.acknowledge(frame, frame.sequenceNumber)
          }
        }
        if (first !== undefined) this.#advance(first)
        for (const twin of twins) {
          this.#options.acknowledge(twin, twin.sequenceNumber + 1)
          this.#deliverTwin(twin)
        }
      } else if (this.#expected === this.#usedUp && this.#early.has(this.#expected + 1)) {
        this.#expected += 1
      } else return
    }
  }

  #release(sequenceNumber: number): Frame[] | undefined {
    const frames = this.#early.get(sequenceNumber)
    if (frames === undefined) return undefined
    this.#early.delete(sequenceNumber)
    this.#earlyCount -= frames.length
    for (const frame of frames) this.#earlyBytes -= frame.payload.length
    return frames
  }
}
