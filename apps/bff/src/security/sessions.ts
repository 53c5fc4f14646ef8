import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { refuse } from '../fault.ts'
import type { OneTimeCode } from './codes.ts'

export interface Session {
  readonly id: string
  /** The one-time code was given: AWS connections are open to it. Sockets that are open see it change. */
  readonly unlocked: boolean
}

/** Kept in memory: a session ends with the server. The oldest goes when there are too many. */
const maxSessions = 1000
/** Wrong codes in a minute before further ones are not even looked at. */
const maxWrongCodes = 10

export class Sessions {
  readonly #sessions = new Map<string, { id: string; unlocked: boolean }>()
  readonly #code: OneTimeCode
  readonly #codeNeeded: boolean
  #wrongAt: number[] = []

  /** `codeNeeded`: no session at all without the code (a console beyond loopback). */
  constructor(code: OneTimeCode, codeNeeded: boolean) {
    this.#code = code
    this.#codeNeeded = codeNeeded
  }

  /** A new session; `earlier` is the one that the browser already has, which a code lifts rather than replaces. */
  open(code: string | undefined, earlier: Session | undefined): Session {
    if (code !== undefined) this.#redeem(code)
    else if (earlier) return earlier
    else if (this.#codeNeeded) {
      throw refuse(
        403,
        'CodeRequired',
        'Open the console by the URL that its start-up text prints.',
        {
          hint: 'enter-code',
        },
      )
    }
    // a lifted session stays itself: terminals and open sockets belong to it
    const known = earlier && this.#sessions.get(earlier.id)
    const session = known ?? { id: randomBytes(24).toString('base64url'), unlocked: false }
    session.unlocked ||= code !== undefined
    this.#sessions.delete(session.id)
    this.#sessions.set(session.id, session)
    for (const oldest of this.#sessions.keys()) {
      if (this.#sessions.size <= maxSessions) break
      this.#sessions.delete(oldest)
    }
    return session
  }

  /** The session that a request carries. */
  of(request: IncomingMessage): Session | undefined {
    const id = cookie(request, cookieName(request))
    return id === undefined ? undefined : this.#sessions.get(id)
  }

  /** Cookies ignore ports, so the name carries it: two consoles on one host keep apart. */
  cookieFor(request: IncomingMessage, session: Session, secure: boolean): string {
    const attributes = `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`
    return `${cookieName(request)}=${session.id}; ${attributes}`
  }

  #redeem(code: string): void {
    const now = performance.now()
    this.#wrongAt = this.#wrongAt.filter((at) => now - at < 60_000)
    if (this.#wrongAt.length >= maxWrongCodes) {
      throw refuse(429, 'TooManyAttempts', 'Too many wrong codes. Wait a minute.', {
        hint: 'try-again',
      })
    }
    if (this.#code.redeem(code)) return
    this.#wrongAt.push(now)
    throw refuse(
      403,
      'WrongCode',
      'This code is not valid, or it was used. The newest one is in the terminal where Brume runs.',
      { hint: 'enter-code' },
    )
  }
}

const cookieName = (request: IncomingMessage) => `brume_${request.socket.localPort ?? 0}`

function cookie(request: IncomingMessage, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return undefined
}
