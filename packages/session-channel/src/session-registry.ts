import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Clock } from '@brume/clock'
import { parseOpenMessage } from './open-message.ts'
import { ServerSession } from './server-session.ts'
import type { ServerSessionOptions } from './server-session.ts'
import { sha256OfText } from './sha256.ts'
import { CloseCode } from './transport.ts'
import type { Transport } from './transport.ts'

export interface SessionRequest extends Omit<ServerSessionOptions, 'clock' | 'ended'> {
  /** Managed node id. */
  readonly target: string
}

export interface SessionTicket {
  readonly sessionId: string
  /** Opens the session's socket; bound to this session, replaced by the next `resume`. */
  readonly tokenValue: string
}

export type SessionStatus = 'Connected' | 'Connecting' | 'Disconnected'

export interface LiveSession {
  readonly sessionId: string
  readonly target: string
  readonly status: SessionStatus
  readonly startedAt: number
  readonly clientVersion: string
}

export interface RegistryOptions {
  /** Wall time. */
  readonly clock: Clock
  readonly token?: () => string
  /** A session is over, for whatever cause. */
  readonly ended?: (sessionId: string, reason: string) => void
  /** A client has come to a session, or has gone from it. */
  readonly changed?: (sessionId: string, status: SessionStatus) => void
}

interface Entry {
  readonly target: string
  readonly startedAt: number
  readonly session: ServerSession
  tokenValue: string
}

const openWaitMs = 15_000
const tokenBytes = 96

/** The sessions of one endpoint, and the door to them: who presents a session's token gets its channel. */
export class SessionRegistry {
  readonly #options: RegistryOptions
  readonly #entries = new Map<string, Entry>()

  constructor(options: RegistryOptions) {
    this.#options = options
  }

  start(request: SessionRequest): SessionTicket {
    const { sessionId, target } = request
    if (this.#entries.has(sessionId)) throw new Error(`session ${sessionId} exists`)
    const session = new ServerSession({
      ...request,
      clock: this.#options.clock,
      ended: (reason) => {
        this.#entries.delete(sessionId)
        this.#options.ended?.(sessionId, reason)
      },
    })
    const tokenValue = this.#newToken()
    const startedAt = this.#options.clock.now()
    this.#entries.set(sessionId, { target, startedAt, session, tokenValue })
    return { sessionId, tokenValue }
  }

  /** A fresh token for a live session; the earlier one opens nothing any more. */
  resume(sessionId: string): SessionTicket | undefined {
    const entry = this.#entries.get(sessionId)
    if (entry === undefined) return undefined
    entry.tokenValue = this.#newToken()
    return { sessionId, tokenValue: entry.tokenValue }
  }

  /** False when there is no such live session. */
  terminate(sessionId: string, reason = ''): boolean {
    const entry = this.#entries.get(sessionId)
    entry?.session.terminate(reason)
    return entry !== undefined
  }

  terminateWhere(test: (session: LiveSession) => boolean, reason: string): void {
    for (const live of this.describe()) if (test(live)) this.terminate(live.sessionId, reason)
  }

  find(sessionId: string): LiveSession | undefined {
    const entry = this.#entries.get(sessionId)
    return entry === undefined ? undefined : describeEntry(sessionId, entry)
  }

  describe(): LiveSession[] {
    return [...this.#entries].map(([sessionId, entry]) => describeEntry(sessionId, entry))
  }

  /** Takes a fresh socket that asks for `sessionId`: its first message must be text with the session's token, else it is closed with 1008. */
  accept(sessionId: string, transport: Transport): void {
    let session: ServerSession | undefined
    let isClosed = false
    const refuse = (reason: string): void => {
      isClosed = true
      transport.close(CloseCode.policyViolation, reason)
    }
    const cancelWait = this.#options.clock.after(openWaitMs, () => refuse('No token was sent'))
    transport.listen({
      message: (data) => {
        if (isClosed) return
        if (session !== undefined) {
          if (typeof data !== 'string') session.receive(data)
          return
        }
        cancelWait()
        session = typeof data === 'string' ? this.#admit(sessionId, data) : undefined
        if (session === undefined) refuse('Invalid token')
        else {
          session.attach(transport)
          this.#tell(sessionId)
        }
      },
      closed: () => {
        isClosed = true
        cancelWait()
        if (session === undefined) return
        session.detach(transport)
        this.#tell(sessionId)
      },
    })
  }

  #tell(sessionId: string): void {
    const live = this.find(sessionId)
    if (live !== undefined) this.#options.changed?.(sessionId, live.status)
  }

  #admit(sessionId: string, text: string): ServerSession | undefined {
    const entry = this.#entries.get(sessionId)
    const presented = sha256OfText(parseOpenMessage(text)?.tokenValue ?? '')
    // Compared also when there is no such session, so that the answer's time does not tell.
    const expected = sha256OfText(entry?.tokenValue ?? this.#newToken())
    return timingSafeEqual(presented, expected) ? entry?.session : undefined
  }

  #newToken(): string {
    return this.#options.token?.() ?? randomBytes(tokenBytes).toString('base64')
  }
}

function describeEntry(sessionId: string, { session, target, startedAt }: Entry): LiveSession {
  const status = session.isAttached
    ? 'Connected'
    : session.wasAttached
      ? 'Disconnected'
      : 'Connecting'
  return { sessionId, target, status, startedAt, clientVersion: session.clientVersion }
}
