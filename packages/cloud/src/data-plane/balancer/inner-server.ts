import { createServer, type Server } from 'node:http'
import { duplexPair, type Duplex } from 'node:stream'
import { allHeadersBytes } from './check-head.ts'
import type { Entry } from './entry.ts'
import { refuseBytes } from './refuse-bytes.ts'
import { serve } from './serve.ts'
import { upgrade } from './upgrade.ts'
import type { BalancerParts } from './parts.ts'
import type { Ticket } from './idle-watch.ts'

/** Takes connections that come to application load balancers from inside the cloud's network. */
export interface InnerServer {
  /** What the client writes to and reads from. */
  accept(entry: Entry): Duplex
  close(): void
}

export function createInnerServer(parts: BalancerParts): InnerServer {
  const entries = new WeakMap<object, Entry>()
  /** Connections on which nothing is asked right now. */
  const resting = new WeakMap<object, Ticket>()
  const server: Server = createServer(
    {
      maxHeaderSize: allHeadersBytes,
      headersTimeout: 60_000,
      requestTimeout: 0,
      shouldUpgradeCallback: isWebSocket,
    },
    (request, response) => {
      const { socket } = request
      const entry = entries.get(socket)
      if (!entry) return void socket.destroy()
      resting.get(socket)?.done()
      response.once('close', () => rest(socket, entry))
      serve(parts, entry, request, response)
    },
  )
  server.on('upgrade', (request, socket: Duplex, head: Buffer) => {
    const entry = entries.get(socket)
    resting.get(socket)?.done()
    if (entry) upgrade(parts, entry, request, socket, head)
    else socket.destroy()
  })
  server.on('clientError', (error, socket: Duplex) => {
    refuseBytes(parts, entries.get(socket), error, socket)
  })

  function rest(socket: Duplex, entry: Entry): void {
    const setup = parts.setups.balancer(entry, entry.balancerId)
    if (socket.destroyed || !setup) return void socket.destroy()
    const watch = parts.idleWatch(entry.account, setup.idleMs)
    resting.set(
      socket,
      watch.watch(() => socket.destroy()),
    )
  }

  return {
    accept(entry) {
      const [near, far] = duplexPair()
      far.on('error', () => far.destroy())
      entries.set(far, entry)
      const close = entry.counts.connected()
      far.once('close', () => {
        close()
        resting.get(far)?.done()
        // What was answered whole may still be on its way to a slow reader.
        if (!far.writableFinished) near.destroy()
      })
      near.once('close', () => far.destroy())
      rest(far, entry)
      server.emit('connection', far)
      return near
    },
    close: () => server.close(),
  }
}

/** Another protocol that a client offers, as curl does HTTP/2, is left alone. */
export function isWebSocket({ headers }: { readonly headers: { readonly upgrade?: string } }) {
  return headers.upgrade?.toLowerCase() === 'websocket'
}
