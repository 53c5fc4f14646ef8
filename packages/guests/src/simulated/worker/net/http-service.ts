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
  const idle = new WeakMap<Duplex, AbortController>()

  function rest(socket: Duplex): void {
    const waits = new AbortController()
    idle.set(socket, waits)
    socket.once('close', () => waits.abort(new Error('closed')))
    machine.detach(
      machine.outside
        .sleep(options.keepAliveMs(), waits.signal)
        .then(() => socket.end())
        .catch(() => {}),
    )
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
    idle.get(socket)?.abort(new Error('busy'))
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
        return undefined
      }),
    )
  }
}

export function httpDate(ms: number): string {
  return new Date(ms).toUTCString()
}
