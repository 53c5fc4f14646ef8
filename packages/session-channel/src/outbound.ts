import { RoundTrip } from './round-trip.ts'

/** A numbered frame that the peer has not acknowledged. Sent again, it is the same bytes. */
interface Sent {
  readonly sequenceNumber: number
  readonly bytes: Uint8Array
  readonly payloadLength: number
  sentAt: number
  resends: number
}

export interface OutboundOptions {
  /** Payload bytes on their way at once. */
  readonly windowBytes: number
  /**
   * Whether the peer stays silent about a frame it already has. Then a frame whose acknowledgement was lost with its socket
   * can only be taken as received once a later one is.
   */
  readonly peerIgnoresDuplicates: boolean
  /** Hands bytes to the socket. */
  readonly transmit: (bytes: Uint8Array) => void
}

const maxGhostBackoff = 5

/** Numbered frames on their way: what waits, what is unacknowledged, when to send again. */
export class Outbound {
  readonly #options: OutboundOptions
  readonly #roundTrip = new RoundTrip()
  /** First sent on the present connection. */
  readonly #sent = new Map<number, Sent>()
  /** Sent on an earlier connection and repeated on this one; not counted in the window (they may never be acknowledged). */
  readonly #ghosts = new Map<number, Sent>()
  readonly #waiting: Sent[] = []
  #waitingHead = 0
  #inFlightBytes = 0
  #waitingBytes = 0
  resends = 0
  pruned = 0

  constructor(options: OutboundOptions) {
    this.#options = options
  }

  get inFlightBytes(): number {
    return this.#inFlightBytes
  }
  /** Payload bytes in flight or waiting for the window; ghosts are not counted. */
  get unacknowledgedBytes(): number {
    return this.#inFlightBytes + this.#waitingBytes
  }
  get ghostCount(): number {
    return this.#ghosts.size
  }
  get isEmpty(): boolean {
    return (
      this.#sent.size === 0 && this.#ghosts.size === 0 && this.#waitingHead === this.#waiting.length
    )
  }
  get oldestResends(): number {
    return Math.max(first(this.#ghosts)?.resends ?? 0, first(this.#sent)?.resends ?? 0)
  }
  /** Whether time has to be watched. */
  get awaitsAcknowledgement(): boolean {
    return this.#sent.size > 0 || this.#ghosts.size > 0
  }

  add(sequenceNumber: number, bytes: Uint8Array, payloadLength: number): void {
    this.#waiting.push({ sequenceNumber, bytes, payloadLength, sentAt: 0, resends: 0 })
    this.#waitingBytes += payloadLength
  }

  /** Sends what the window admits (`unbounded`: all). One frame always may go, however large. */
  pump(now: number, unbounded = false): void {
    while (this.#waitingHead < this.#waiting.length) {
      const next = this.#waiting[this.#waitingHead]
      if (next === undefined) return
      const isFull =
        !unbounded && this.#inFlightBytes + next.payloadLength > this.#options.windowBytes
      if (isFull && this.#inFlightBytes > 0) return
      this.#waitingHead += 1
      this.#waitingBytes -= next.payloadLength
      this.#inFlightBytes += next.payloadLength
      next.sentAt = now
      this.#sent.set(next.sequenceNumber, next)
      this.#options.transmit(next.bytes)
    }
    this.#waiting.length = 0
    this.#waitingHead = 0
  }

  acknowledge(sequenceNumber: number, now: number): void {
    const sent = this.#sent.get(sequenceNumber)
    if (sent === undefined) {
      this.#ghosts.delete(sequenceNumber)
      return
    }
    this.#sent.delete(sequenceNumber)
    this.#inFlightBytes -= sent.payloadLength
    if (sent.resends === 0) this.#roundTrip.measure(now - sent.sentAt)
    if (!this.#options.peerIgnoresDuplicates) return
    this.pruned += this.#ghosts.size
    this.#ghosts.clear()
  }

  /** A new socket: every frame whose acknowledgement may have been lost goes again, in order. */
  replay(now: number): void {
    for (const [sequenceNumber, sent] of this.#sent) this.#ghosts.set(sequenceNumber, sent)
    this.#sent.clear()
    this.#inFlightBytes = 0
    for (const ghost of this.#ghosts.values()) {
      ghost.resends = 0
      this.#resend(ghost, now)
    }
  }

  /** Sends the oldest frame again if its time is up: ghosts and the present connection's frames each have their own oldest. */
  resendDue(now: number): void {
    const ghost = first(this.#ghosts)
    // A peer that stays silent about ghosts would otherwise be sent them for ever at full pace.
    const backoff = 2 ** Math.min(ghost?.resends ?? 0, maxGhostBackoff)
    if (ghost !== undefined && this.#isDue(ghost, now, backoff)) this.#resend(ghost, now)
    const sent = first(this.#sent)
    if (sent !== undefined && this.#isDue(sent, now, 1)) this.#resend(sent, now)
  }

  #isDue(sent: Sent, now: number, backoff: number): boolean {
    return now - sent.sentAt >= this.#roundTrip.timeoutMs * backoff
  }

  #resend(sent: Sent, now: number): void {
    sent.sentAt = now
    sent.resends += 1
    this.resends += 1
    this.#options.transmit(sent.bytes)
  }
}

function first(frames: ReadonlyMap<number, Sent>): Sent | undefined {
  for (const sent of frames.values()) return sent
  return undefined
}
