import type { IncomingMessage } from 'node:http'
import type { RequestHandler } from 'express'
import { z } from 'zod'
import type { Reach } from '../security/hosts.ts'
import { guardSession } from '../security/guards.ts'
import type { Session, Sessions } from '../security/sessions.ts'
import type { SignIns } from '../sign-in/sign-ins.ts'
import { parseBody } from './body.ts'

const openSession = z.strictObject({ code: z.string().max(100).optional() })

/** `POST /api/session`: mints the cookie. */
export function openSessionRoute(
  sessions: Sessions,
  reach: Reach,
  signIns: SignIns | undefined,
): RequestHandler {
  return (request, response) => {
    const { code } = parseBody(openSession, request.body)
    const session = sessions.open(code, sessions.of(request))
    if (code !== undefined) signIns?.becomeRoot(session)
    const secure = reach.publicOrigin?.startsWith('https:') === true
    response.setHeader('Set-Cookie', sessions.cookieFor(request, session, secure))
    response.status(204).end()
  }
}

const byRequest = new WeakMap<IncomingMessage, Session>()

/** Lets only requests of a session through. */
export function requireSession(sessions: Sessions): RequestHandler {
  return (request, _response, next) => {
    byRequest.set(request, guardSession(request, sessions))
    next()
  }
}

/** The session of a request that passed `requireSession`. */
export function sessionOf(request: IncomingMessage): Session {
  const session = byRequest.get(request)
  if (!session) throw new Error('sessionOf asked before requireSession')
  return session
}
