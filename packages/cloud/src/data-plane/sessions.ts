import type { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Clock } from '@brume/clock'
import type { Guest } from '@brume/guests'
import { SessionRegistry, socketTransport } from '@brume/session-channel'
import { WebSocketServer } from 'ws'
import type { Change } from '../engine/collection.ts'
import type { Context } from '../engine/context.ts'
import type { Engine } from '../engine/engine.ts'
import type { GuestTarget, SessionHost, SessionTicket } from '../host.ts'
import { instances } from '../services/ec2/instances/instance.ts'
import { closeSession, noteStatus, sessions } from '../services/ssm/sessions/session.ts'
import { sessionService } from './session-services.ts'

/** The running Session Manager sessions and their sockets. */
export interface Sessions extends SessionHost {
  /** Takes the upgrades of `/v1/data-channel/<session-id>`; false for every other path. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  /** Keeps the records in step with what runs, and ends sessions whose instance goes. Returns how to stop. */
  follow(engine: Engine): () => void
  close(): void
}

export interface SessionsOptions {
  /** Terminals keep wall time. */
  readonly wall: Clock
  readonly findGuest: (target: GuestTarget) => Guest | undefined
  /** Connects from an instance to another host, as a program in it would. */
  readonly connectOut: (from: GuestTarget, host: string, port: number) => Promise<Duplex>
}

const maxMessageBytes = 1024 * 1024
const keepAliveMs = 60_000
const path = /^\/v1\/data-channel\/([^/?]+)(?:\?|$)/

export function createSessions(options: SessionsOptions): Sessions {
  const targets = new Map<string, GuestTarget>()
  let record = (_target: GuestTarget, _write: (ctx: Context) => void): void => undefined
  const registry = new SessionRegistry({
    clock: options.wall,
    ended: (sessionId) => {
      const target = targets.get(sessionId)
      targets.delete(sessionId)
      if (target !== undefined) record(target, (ctx) => closeSession(ctx, sessionId, ctx.now))
    },
    changed: (sessionId, status) => {
      const target = targets.get(sessionId)
      if (target !== undefined) record(target, (ctx) => noteStatus(ctx, sessionId, status))
    },
  })
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: maxMessageBytes,
  })
  const ticket = (sessionId: string, tokenValue: string, endpoint: string): SessionTicket => ({
    tokenValue,
    streamUrl: `${endpoint.replace(/^http/, 'ws')}/v1/data-channel/${encodeURIComponent(sessionId)}?role=publish_subscribe`,
  })
  const endWhere = (test: (target: GuestTarget) => boolean, reason: string): void => {
    for (const [sessionId, target] of targets) {
      if (test(target)) registry.terminate(sessionId, reason)
    }
  }

  return {
    start({ sessionId, agentVersion, endpoint, plan, ...target }) {
      const { idleTimeoutMs, maxDurationMs, notices } = plan
      const { tokenValue } = registry.start({
        sessionId,
        target: target.instanceId,
        agentVersion,
        customerMessage: notices.join('\r\n'),
        limits: { idleTimeoutMs, maxDurationMs },
        service: sessionService(plan, {
          guest: () => options.findGuest(target),
          connectOut: (host, port) => options.connectOut(target, host, port),
        }),
      })
      targets.set(sessionId, target)
      return ticket(sessionId, tokenValue, endpoint)
    },
    resume(sessionId, endpoint) {
      const resumed = registry.resume(sessionId)
      return resumed && ticket(sessionId, resumed.tokenValue, endpoint)
    },
    terminate: (sessionId) => void registry.terminate(sessionId),
    upgrade(request, socket, head) {
      const found = path.exec(request.url ?? '')?.[1]
      if (found === undefined) return false
      const sessionId = decodeSegment(found)
      // Whether the client's computer is still there; pings cannot tell, for a client may stop reading for a while.
      if (socket instanceof Socket) socket.setKeepAlive(true, keepAliveMs)
      server.handleUpgrade(request, socket, head, (webSocket) =>
        registry.accept(
          sessionId,
          socketTransport(webSocket, { clock: options.wall, expectsPongs: false }),
        ),
      )
      return true
    },
    follow(engine) {
      record = (target, write) => engine.transact(target, write)
      endLeftOver(engine)
      const stops = [
        engine.onChange((change) => {
          if (!isInstanceOff(engine, change)) return
          endWhere(
            (target) =>
              target.instanceId === change.id &&
              target.account === change.account &&
              target.region === change.region,
            'The instance is no longer running.',
          )
        }),
        engine.onReset((account) =>
          endWhere((target) => target.account === account, 'The account was reset.'),
        ),
      ]
      return () => {
        for (const stop of stops) stop()
        record = () => undefined
      }
    },
    close() {
      endWhere(() => true, 'Brume stops.')
      for (const client of server.clients) client.terminate()
      server.close()
    },
  }
}

/** A malformed segment names no session, and is refused as an unknown one is. */
function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** Sessions that ran when Brume ended are over. */
function endLeftOver(engine: Engine): void {
  for (const account of engine.accounts()) {
    for (const region of engine.world(account).partitions.keys()) {
      if (region === '') continue
      engine.transact({ account, region }, (ctx) => {
        for (const session of ctx.db.all(sessions)) closeSession(ctx, session.id, ctx.now)
      })
    }
  }
}

function isInstanceOff(engine: Engine, change: Change): boolean {
  const { type, account, region, id, deleted } = change
  if (type !== instances.name || region === undefined) return false
  if (deleted) return true
  return engine.peek({ account, region }, instances, id)?.state !== 'running'
}
