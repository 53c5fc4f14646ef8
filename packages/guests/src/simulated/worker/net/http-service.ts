import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Machine } from '../system/machine.ts'
import type { Peer } from './network.ts'

/** A request with the way it came. */
export interface HttpExchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly peer: Peer
}

export interface HttpServiceOptions {
  /** How long a connection may wait for its next request, on the account's clock. */
  readonly keepAliveMs: () => number
  handle(exchange: HttpExchange): Promise<void>
  /** What came was not HTTP. */
  onBadRequest?(peer: Peer): void
}

/** HTTP over connections that a program accepts: answers how to hand one over. */
export function openHttpService(
  machine: Machine,
  options: HttpServiceOptions,
): (socket: Duplex, peer: Peer) => void {
  const peers = new WeakMap<Duplex, Peer>()
  /** Since when a connection waits for its next request; absent while it is being answered. */
  const idleSince = new WeakMap<Duplex, number>()

  const rest = (socket: Duplex): unknown => idleSince.set(socket, machine.outside.now())

  /** One timer for a connection's life, looked at again when requests came meanwhile. */
  async function endWhenIdle(socket: Duplex): Promise<void> {
    const closed = new AbortController()
    socket.once('close', () => closed.abort(new Error('closed')))
    for (;;) {
      const since = idleSince.get(socket) ?? machine.outside.now()
      const until = since + options.keepAliveMs()
      if (idleSince.has(socket) && machine.outside.now() >= until) break
      await machine.outside.sleepUntil(until, closed.signal)
    }
    socket.end()
  }

  // Loading takes longer than all else that a server does when its guest wakes.
  let server: Promise<Server> | undefined
  const load = async (): Promise<Server> => {
    const { createServer } = await machine.outside.working(() => import('node:http'))
    const made = createServer(serve)
    // Who has asked and half-closed is answered all the same: `printf … | nc`.
    Object.assign(made, { httpAllowHalfOpen: true })
    made.on('clientError', refuse)
    return made
  }

  function serve(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request
    idleSince.delete(socket)
    // The account's time, not the machine's that Brume runs on.
    response.sendDate = false
    const peer = peers.get(socket)
    if (!peer) return
    response.on('finish', () => {
      if (response.shouldKeepAlive) rest(socket)
    })
    machine.detach(
      options.handle({ request, response, peer }).catch(() => {
        socket.destroy()
      }),
    )
  }

  function refuse(_error: Error, socket: Duplex): void {
    const peer = peers.get(socket)
    if (peer) options.onBadRequest?.(peer)
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
    else socket.destroy()
  }

  return (socket, peer) => {
    peers.set(socket, peer)
    server ??= load()
    machine.detach(
      server.then((loaded) => {
        loaded.emit('connection', socket)
        rest(socket)
        machine.detach(endWhenIdle(socket).catch(() => {}))
        return undefined
      }),
    )
  }
}

export function httpDate(ms: number): string {
  return new Date(ms).toUTCString()
}
