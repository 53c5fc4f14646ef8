import { createServer, type Server, STATUS_CODES } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { randomUUID } from 'node:crypto'
import express, { type Express } from 'express'
import type { Logger } from 'pino'
import { WebSocketServer } from 'ws'
import type { Bootstrap, Connection } from '@brume/console-api'
import { Activity } from './activity/activity.ts'
import { Terminations } from './activity/terminations.ts'
import { Connections, type OpenConnection } from './connections/connection.ts'
import type { EmbeddedCloud } from './connections/embedded.ts'
import { ApiFault, refuse } from './fault.ts'
import { LiveHub } from './live/hub.ts'
import { pollRates, polled, type PollRates } from './live/poll.ts'
import { pushed } from './live/push.ts'
import { serveLive } from './live/socket.ts'
import { activityRoutes } from './routes/activity.ts'
import { cloudRoutes, type MakeDemo } from './routes/cloud.ts'
import { errorHandler, notFound } from './routes/errors.ts'
import { operationRoute } from './routes/operations.ts'
import { pricesRoute } from './routes/prices.ts'
import { reachabilityRoute } from './routes/reachability.ts'
import { openSessionRoute, requireSession, sessionOf } from './routes/session.ts'
import { accessLogRoute, flowLogRoute } from './routes/written-logs.ts'
import { sshRoute } from './routes/ssh.ts'
import { webApp } from './routes/static.ts'
import type { OneTimeCode } from './security/codes.ts'
import { guardHost, guardOrigin, guardUpgrade } from './security/guards.ts'
import { securityHeaders } from './security/headers.ts'
import type { Reach } from './security/hosts.ts'
import { Sessions, type Session } from './security/sessions.ts'
import { signInRoutes } from './sign-in/routes.ts'
import { SignIns } from './sign-in/sign-ins.ts'
import type { CreateTerminals, Terminals } from './terminals-host.ts'

/** All that the server is made of. */
export interface AppDeps {
  readonly version: string
  /** The first is opened when a URL names none. */
  readonly connections: readonly OpenConnection[]
  readonly cloud?: EmbeddedCloud
  /** Makes the connection to any account of the embedded cloud. */
  readonly accountConnection?: (account: string) => OpenConnection
  readonly reach: Reach
  readonly code: OneTimeCode
  /** An account begins to enforce its policies: from now on its root user needs the code. */
  readonly onEnforced?: () => void
  readonly log: Logger
  /** Folder of the built web app. */
  readonly webRoot?: string
  readonly demo?: MakeDemo
  readonly terminals?: CreateTerminals
  readonly pollRates?: PollRates
  /** How long a termination on the embedded cloud can be undone. */
  readonly undoMs?: number
}

export interface App {
  /** Resolves with the port. */
  listen(port: number, host: string): Promise<number>
  readonly live: LiveHub
  close(): Promise<void>
}

/** The largest body of any request: user data is 16 KiB, a policy 10 KiB. */
const maxBody = '512kb'

/** Long enough to see that the wrong instance was chosen. */
const undoMs = 10_000

/** The whole server, ready to listen. */
export function createApp(deps: AppDeps): App {
  const { cloud, reach } = deps
  const signIns =
    cloud && new SignIns(cloud, (account) => connections.ofAccount(account), !reach.loopback)
  const connections: Connections = new Connections(
    deps.connections,
    deps.accountConnection,
    signIns,
  )
  // where one has to sign in anyway, the code is the root user's
  const codeNeeded = () => !reach.loopback && cloud?.iamMode(cloud.account) !== 'enforce'
  const sessions = new Sessions(deps.code, codeNeeded)
  const terminals = deps.terminals?.({ connections, cloud: deps.cloud, log: deps.log })
  const live = new LiveHub((connection, region) =>
    connection.account !== undefined && deps.cloud
      ? pushed(deps.cloud, connection.account, region, connection.actsAs !== undefined)
      : polled(deps.pollRates ?? pollRates),
  )
  const activity = new Activity()
  const terminations = new Terminations(deps.undoMs ?? undoMs)
  signIns?.onChange((session) => {
    activity.forget(session)
    void terminals?.endEmbedded(session)
  })
  const stopWatchingResets = deps.cloud?.onReset((account) => terminations.dropAccount(account))
  const parts = { connections, sessions, signIns, terminals, activity, terminations }
  const server = createServer(createHandler(deps, parts))
  const sockets = trackSockets(server)
  // browsers re-use idle connections for longer than Node's five seconds
  server.keepAliveTimeout = 65_000
  server.requestTimeout = 60_000

  const liveSockets = new WebSocketServer({
    noServer: true,
    maxPayload: 64 * 1024,
    perMessageDeflate: false,
  })
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const session = guardUpgrade(request, deps.reach, sessions)
    const path = (request.url ?? '').split('?')[0] ?? ''
    if (session instanceof ApiFault) refuseUpgrade(socket, session.error.status)
    else if (path === '/live') {
      liveSockets.handleUpgrade(request, socket, head, (webSocket) =>
        serveLive(webSocket, session, connections, live, activity.of(session), signIns),
      )
    } else if (terminals && path.startsWith('/terminals/')) {
      terminals.upgrade(request, socket, head, session)
    } else refuseUpgrade(socket, 404)
  })

  return {
    live,
    listen: (port, host) => listen(server, port, host),
    close: async () => {
      live.close()
      stopWatchingResets?.()
      await terminations.close()
      for (const client of liveSockets.clients) client.close(1001, 'Brume stops')
      await terminals?.close()
      await closeServer(server, sockets)
      await connections.close()
    },
  }
}

interface Parts {
  readonly connections: Connections
  readonly sessions: Sessions
  readonly signIns: SignIns | undefined
  readonly terminals: Terminals | undefined
  readonly activity: Activity
  readonly terminations: Terminations
}

function createHandler(deps: AppDeps, parts: Parts): Express {
  const { connections, sessions, signIns, terminals, activity, terminations } = parts
  const { reach, log } = deps
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false)
  app.use((request, response, next) => {
    const id = randomUUID()
    const startedAt = performance.now()
    response.setHeader('X-Request-Id', id)
    response.once('close', () => {
      const ms = Math.round(performance.now() - startedAt)
      const { method, path } = request
      log.info({ id, method, path, status: response.statusCode, ms }, 'request')
    })
    next()
  })
  app.use((request, _response, next) => {
    guardHost(request, reach)
    next()
  })
  app.use(securityHeaders())
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' })
  })

  app.use('/api', (request, response, next) => {
    guardOrigin(request, reach)
    response.setHeader('Cache-Control', 'no-store')
    next()
  })
  app.use('/api', (request, _response, next) => {
    const hasBody =
      request.headers['content-length'] !== undefined ||
      request.headers['transfer-encoding'] !== undefined
    if (hasBody && request.headers['content-length'] !== '0' && !request.is('application/json')) {
      throw refuse(415, 'BadRequest', 'The body must be application/json.', { hint: 'bad-request' })
    }
    next()
  })
  app.use('/api', express.json({ limit: maxBody, strict: false, inflate: false }))
  app.post('/api/session', openSessionRoute(sessions, reach, signIns))
  app.use('/api', requireSession(sessions))
  app.get('/api/bootstrap', (request, response) => {
    const { connection: named } = request.query
    const list = connections.list(sessionOf(request), typeof named === 'string' ? named : undefined)
    response.json(bootstrap(deps, list))
  })
  if (signIns && deps.cloud) {
    const leaving = (session: Session) => terminations.finish(activity.of(session))
    app.use(
      '/api',
      signInRoutes({ connections, sessions, signIns, cloud: deps.cloud, reach, leaving }),
    )
  }
  app.use('/api', cloudRoutes(connections, deps.cloud, deps.demo, signIns, deps.onEnforced))
  app.use('/api', activityRoutes(connections, activity, terminations))
  app.get('/api/:connection/:region/prices', pricesRoute(connections, deps.cloud))
  app.get('/api/:connection/:region/instances/:instanceId/ssh', sshRoute(connections, deps.cloud))
  app.get(
    '/api/:connection/:region/flow-logs/:flowLogId/records',
    flowLogRoute(connections, deps.cloud),
  )
  app.get(
    '/api/:connection/:region/load-balancers/access-log',
    accessLogRoute(connections, deps.cloud),
  )
  app.post('/api/:connection/:region/reachability', reachabilityRoute(connections, deps.cloud))
  if (terminals) app.use('/api', terminals.router)
  app.post(
    '/api/:connection/:region/:service/:operation',
    operationRoute(connections, deps.cloud, activity, log),
  )
  app.use('/api', notFound)
  app.use(webApp(deps.webRoot))
  app.use(notFound)
  app.use(errorHandler(log))
  return app
}

function bootstrap(deps: AppDeps, list: readonly Connection[]): Bootstrap {
  return {
    version: deps.version,
    connections: list,
    defaultConnection: list[0]?.id ?? '',
    gatewayUrl: deps.cloud?.gatewayUrl,
    awsEndpointUrl: deps.cloud?.awsUrl,
  }
}

function refuseUpgrade(socket: Duplex, status: number): void {
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  )
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address: AddressInfo | string | null = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

/** Every socket of the server, those that became WebSockets too, which the server itself forgets. */
function trackSockets(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return sockets
}

/** Lets answers under way finish and tabs say goodbye, then ends what lingers. */
function closeServer(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => {
      for (const socket of sockets) socket.destroy()
    }, 1_500)
    server.close(() => {
      clearTimeout(force)
      resolve()
    })
    server.closeIdleConnections()
  })
}
