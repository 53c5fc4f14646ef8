import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { refuse } from '../fault.ts'
import type { OneTimeCode } from './codes.ts'

export interface Session {
  /** Its name in here, which never leaves; the browser has a token that changes whenever somebody signs in or out. */
  readonly id: string
  /** The one-time code was given: AWS connections are open to it. */
  readonly unlocked: boolean
}

/** Kept in memory: a session ends with the server. The oldest goes when there are too many. */
const maxSessions = 1000
/** Wrong codes in a minute before further ones are not even looked at. */
const maxWrongCodes = 10

interface Kept {
  readonly id: string
  token: string
  unlocked: boolean
  /** Somebody has signed in with it: it outlives those that only looked at the door. */
  proven: boolean
}

export class Sessions {
  /** By their tokens. */
  readonly #sessions = new Map<string, Kept>()
  readonly #code: OneTimeCode
  readonly #codeNeeded: () => boolean
  #wrongAt: number[] = []

  /** `codeNeeded`: no session at all without the code (a console beyond loopback). */
  constructor(code: OneTimeCode, codeNeeded: () => boolean) {
    this.#code = code
    this.#codeNeeded = codeNeeded
  }

  /** A new session; `earlier` is the one that the browser already has, which a code lifts rather than replaces. */
  open(code: string | undefined, earlier: Session | undefined): Session {
    if (code !== undefined) this.#redeem(code)
    else if (earlier) return earlier
    else if (this.#codeNeeded()) {
      throw refuse(
        403,
        'CodeRequired',
        'Open the console by the URL that its start-up text prints.',
        {
          hint: 'enter-code',
        },
      )
    }
    // a lifted session stays itself: what it has open belongs to it, and hears of the change
    const known = earlier && this.#kept(earlier)
    const session = known ?? {
      id: randomUUID(),
      token: newToken(),
      unlocked: false,
      proven: false,
    }
    if (code === undefined) this.#keep(session)
    else {
      session.unlocked = true
      this.#keep(session)
      this.renew(session)
    }
    return session
  }

  /** Uses up a one-time code, or throws the refusal. The session is lifted, and gets another token. */
  unlock(session: Session, code: string): void {
    this.open(code, session)
  }

  /** Who knew the token until now knows nothing any more: for whenever somebody signs in or out. */
  renew(session: Session): void {
    const kept = this.#kept(session)
    if (!kept) return
    this.#sessions.delete(kept.token)
    kept.token = newToken()
    kept.proven = true
    this.#keep(kept)
  }

  /** AWS connections want the code again. */
  lock(session: Session): void {
    const kept = this.#kept(session)
    if (kept) kept.unlocked = false
  }

  #keep(session: Kept): void {
    this.#sessions.delete(session.token)
    this.#sessions.set(session.token, session)
    if (this.#sessions.size <= maxSessions) return
    const all = [...this.#sessions.values()]
    const [oldest] = [...all.filter(({ proven }) => !proven), ...all]
    if (oldest) this.#sessions.delete(oldest.token)
  }

  #kept(session: Session): Kept | undefined {
    for (const kept of this.#sessions.values()) if (kept.id === session.id) return kept
    return undefined
  }

  /** The session that a request carries. */
  of(request: IncomingMessage): Session | undefined {
    const token = cookie(request, cookieName(request))
    return token === undefined ? undefined : this.#sessions.get(token)
  }

  /** Cookies ignore ports, so the name carries it: two consoles on one host keep apart. */
  cookieFor(request: IncomingMessage, session: Session, secure: boolean): string {
    const attributes = `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`
    return `${cookieName(request)}=${this.#kept(session)?.token ?? ''}; ${attributes}`
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

const newToken = () => randomBytes(24).toString('base64url')

const cookieName = (request: IncomingMessage) => `brume_${request.socket.localPort ?? 0}`

function cookie(request: IncomingMessage, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return undefined
}
