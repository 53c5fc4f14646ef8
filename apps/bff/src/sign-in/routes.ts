import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import {
  allowedOperations,
  isServiceName,
  roleColours,
  type ChangePassword,
  type Permissions,
  type SignedIn,
  type SignIn,
  type SwitchRole,
} from '@brume/console-api'
import type { Connections } from '../connections/connection.ts'
import type { EmbeddedCloud } from '../connections/embedded.ts'
import { refuse } from '../fault.ts'
import { parseBody } from '../routes/body.ts'
import { sessionOf } from '../routes/session.ts'
import { call } from '../sdk/call.ts'
import type { Reach } from '../security/hosts.ts'
import type { Session, Sessions } from '../security/sessions.ts'
import type { SignIns } from './sign-ins.ts'

const accountName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9-]{1,63}$/)
/** Longer ones exist nowhere, and would only cost time to hash. */
const password = z.string().min(1).max(256)

const signInCommand: z.ZodType<SignIn> = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('user'),
      account: accountName,
      user: z.string().trim().min(1).max(64),
      password,
    }),
    z.strictObject({
      kind: z.literal('root'),
      account: accountName,
      code: z.string().trim().min(1).max(100),
    }),
  ],
  { error: 'give account, user and password' },
)

const passwordCommand: z.ZodType<ChangePassword> = z.strictObject({
  oldPassword: password,
  newPassword: password,
})

const roleCommand: z.ZodType<SwitchRole> = z.strictObject({
  account: accountName,
  role: z.string().regex(/^[\w+=,.@/-]{1,576}$/),
  displayName: z.string().max(64).optional(),
  colour: z.enum(roleColours).optional(),
})

/** All that a page may ask for. */
const consoleCalls = Object.entries(allowedOperations).flatMap(([service, operations]) =>
  isServiceName(service) ? operations.map((name) => [service, name] as const) : [],
)

/** IAM is one in all Regions. */
const region = 'us-east-1'

export interface SignInParts {
  readonly connections: Connections
  readonly sessions: Sessions
  readonly signIns: SignIns
  readonly cloud: EmbeddedCloud
  readonly reach: Reach
  /** Finishes what a session has promised, before it acts as somebody else. */
  leaving(session: Session): Promise<void>
}

/** `/api/sign-in` and what goes with it, behind the session. */
export function signInRoutes(parts: SignInParts): Router {
  const { connections, sessions, signIns, cloud, reach, leaving } = parts
  const router = Router()
  const secure = reach.publicOrigin?.startsWith('https:') === true
  /** Another session id, so that nobody who has put one into this browser before is signed in too. */
  const renew = (request: Request, response: Response, session: Session) => {
    sessions.renew(session)
    response.setHeader('Set-Cookie', sessions.cookieFor(request, session, secure))
  }

  router.post('/sign-in', async (request, response) => {
    const session = sessionOf(request)
    const wish = parseBody(signInCommand, request.body)
    if (wish.kind === 'root') {
      const account = cloud.signIn.accountOf(wish.account)
      sessions.unlock(session, wish.code)
      await leaving(session)
      signIns.becomeRoot(session)
      renew(request, response, session)
      const answer: SignedIn = { connection: connections.idOf(account ?? cloud.account) }
      response.json(answer)
      return
    }
    const client = request.socket.remoteAddress ?? ''
    const answer = await cloud.signIn.signIn({ ...wish, client })
    if (!answer.ok) throw refusalOf(answer.retryAfterMs)
    await leaving(session)
    signIns.signIn(session, answer.user)
    renew(request, response, session)
    const signedIn: SignedIn = { connection: connections.idOf(answer.user.account) }
    response.json(signedIn)
  })

  router.post('/sign-out', async (request, response) => {
    const session = sessionOf(request)
    await leaving(session)
    signIns.signOut(session)
    sessions.lock(session)
    renew(request, response, session)
    response.status(204).end()
  })

  router.get('/:connection/permissions', async (request, response) => {
    const session = sessionOf(request)
    const { account } = connections.use(session, request.params.connection)
    const keys =
      account !== undefined && cloud.iamMode(account) === 'enforce'
        ? await signIns.keysOf(session, account)
        : undefined
    const answer: Permissions = {
      never: keys ? cloud.never(keys.accessKeyId, consoleCalls) : {},
    }
    response.json(answer)
  })

  router.post('/:connection/password', async (request, response) => {
    const session = sessionOf(request)
    const connection = signIns.own(session, connections.find(request.params.connection))
    const { oldPassword, newPassword } = parseBody(passwordCommand, request.body)
    await call(connection, region, 'iam', 'ChangePassword', {
      OldPassword: oldPassword,
      NewPassword: newPassword,
    })
    renew(request, response, session)
    response.status(204).end()
  })

  router.post('/:connection/role', async (request, response) => {
    const session = sessionOf(request)
    const connection = connections.find(request.params.connection)
    const wish = parseBody(roleCommand, request.body)
    await leaving(session)
    const account = await signIns.switchRole(session, connection, region, wish)
    renew(request, response, session)
    const answer: SignedIn = { connection: connections.idOf(account) }
    response.json(answer)
  })

  router.delete('/:connection/role', async (request, response) => {
    const session = sessionOf(request)
    await leaving(session)
    const { account = '' } = connections.find(request.params.connection)
    const back = signIns.leaveRole(session, account)
    renew(request, response, session)
    const answer: SignedIn = { connection: connections.idOf(back ?? account) }
    response.json(answer)
  })
  return router
}

/** One text for whatever is wrong: it tells nobody which accounts and users there are. */
function refusalOf(retryAfterMs: number | undefined): Error {
  if (retryAfterMs === undefined) {
    return refuse(
      403,
      'WrongCredentials',
      'Your authentication information is incorrect. Please try again.',
    )
  }
  const seconds = Math.ceil(retryAfterMs / 1000)
  return refuse(
    429,
    'TooManyAttempts',
    `Too many attempts were wrong. Try again in ${seconds} seconds.`,
    { retryAfterSeconds: seconds },
  )
}
