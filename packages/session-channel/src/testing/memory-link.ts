import type { Chance, Clock } from '@brume/clock'
import { CloseCode } from '../transport.ts'
import type { Transport, TransportListener } from '../transport.ts'

/** What a link does to frames. Text is spared: it opens the socket. */
export interface LinkFaults {
  readonly chance: Chance
  readonly lossRate: number
  readonly duplicateRate: number
  /** Each frame takes 1 to this many ms, so that frames overtake one another. */
  readonly maxDelayMs: number
}

type Message = Uint8Array | string

class LinkEnd implements Transport {
  readonly bufferedBytes = 0
  #listener: TransportListener | undefined
  #early: Message[] = []
  #isPaused = false
  #isClosed = false
  #closing: { code: number; reason: string } | undefined
  readonly #sent: (data: Message) => void
  readonly #close: (code: number, reason: string) => void

  constructor(sent: (data: Message) => void, close: (code: number, reason: string) => void) {
    this.#sent = sent
    this.#close = close
  }

  send(data: Message): void {
    // A copy, as a socket makes one: the sender's later changes must not show.
    if (this.#closing === undefined) this.#sent(typeof data === 'string' ? data : data.slice())
  }
  close(code: number = CloseCode.normal, reason = ''): void {
    if (this.#closing === undefined) this.#close(code, reason)
  }
  listen(listener: TransportListener): void {
    this.#listener = listener
    this.#flush()
  }
  pause(): void {
    this.#isPaused = true
  }
  resume(): void {
    this.#isPaused = false
    this.#flush()
  }
  deliver(data: Message): void {
    this.#early.push(data)
    this.#flush()
  }
  /** At once, or, for an orderly close, once everything before it has been read. */
  closed(code: number, reason: string, isOrderly: boolean): void {
    this.#closing = { code, reason }
    if (!isOrderly) this.#early = []
    this.#flush()
  }

  #flush(): void {
    while (this.#listener !== undefined && !this.#isPaused && !this.#isClosed) {
      const next = this.#early.shift()
      if (next === undefined) break
      this.#listener.message(next)
    }
    if (this.#isClosed || this.#closing === undefined || this.#early.length > 0) return
    this.#isClosed = true
    this.#listener?.closed(this.#closing.code, this.#closing.reason)
  }
}

/** Two transports joined in memory; messages arrive when the clock moves. */
export class MemoryLink {
  readonly client: Transport
  readonly agent: Transport
  readonly #ends: readonly [LinkEnd, LinkEnd]
  readonly #clock: Clock
  readonly #faults: LinkFaults | undefined
  isOpen = true
  /** Payload messages carried, by direction. */
  readonly carried = { toClient: 0, toAgent: 0 }
  /** Whether messages to the client (acknowledgements among them) vanish. */
  losesToClient = false
  losesToAgent = false

  constructor(clock: Clock, faults?: LinkFaults) {
    this.#clock = clock
    this.#faults = faults
    const client: LinkEnd = new LinkEnd(
      (data) => {
        this.carried.toAgent += 1
        if (!this.losesToAgent) this.#carry(agent, data)
      },
      (code, reason) => this.#closeBy(client, agent, code, reason),
    )
    const agent: LinkEnd = new LinkEnd(
      (data) => {
        this.carried.toClient += 1
        if (!this.losesToClient) this.#carry(client, data)
      },
      (code, reason) => this.#closeBy(agent, client, code, reason),
    )
    this.client = client
    this.agent = agent
    this.#ends = [client, agent]
  }

  /** The network fails: whatever is under way is lost, and neither end is told why. */
  cut(): void {
    if (!this.isOpen) return
    this.isOpen = false
    for (const end of this.#ends) end.closed(CloseCode.abnormal, '', false)
  }

  #carry(to: LinkEnd, data: Message): void {
    const faults = typeof data === 'string' ? undefined : this.#faults
    if (faults === undefined) return this.#arrive(to, data, 0)
    if (faults.chance.next() < faults.lossRate) return
    this.#arrive(to, data, 1 + faults.chance.below(faults.maxDelayMs))
    if (faults.chance.next() < faults.duplicateRate) {
      this.#arrive(to, data, 1 + faults.chance.below(faults.maxDelayMs))
    }
  }

  #arrive(to: LinkEnd, data: Message, delayMs: number): void {
    this.#clock.after(delayMs, () => {
      if (this.isOpen) to.deliver(data)
    })
  }

  #closeBy(by: LinkEnd, other: LinkEnd, code: number, reason: string): void {
    if (!this.isOpen) return
    // After what was sent before it, as on a socket.
    this.#clock.after(0, () => {
      if (!this.isOpen) return
      this.isOpen = false
      by.closed(code, reason, true)
      other.closed(code, reason, true)
    })
  }
}
