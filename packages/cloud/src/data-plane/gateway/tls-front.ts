import type { Server as HttpServer } from 'node:http'
import { createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type SecureContext } from 'node:tls'

/** The first byte of a TLS client's greeting. */
const handshake = 0x16
/** Who connects and says nothing is not waited for. */
const silentMs = 15_000

export interface TlsFrontOptions {
  /** What a listener shows to who names it; undefined where none speaks TLS. */
  readonly contextOf: (serverName: string) => SecureContext | undefined
}

export interface TlsFront {
  readonly server: Server
  /** Ends all connections; resolves when the port is free. */
  close(): Promise<void>
}

/** One port for both: what greets as TLS does is opened first, and then it is HTTP as well. */
export function createTlsFront(http: HttpServer, { contextOf }: TlsFrontOptions): TlsFront {
  const sockets = new Set<Socket>()
  const tls = createTlsServer(
    {
      ALPNProtocols: ['http/1.1'],
      handshakeTimeout: silentMs,
      SNICallback(serverName, done) {
        const context = contextOf(serverName)
        if (context) done(null, context)
        else done(new Error('No load balancer listens for TLS under this name'))
      },
    },
    (socket) => http.emit('connection', socket),
  )
  tls.on('tlsClientError', (_error, socket) => socket.destroy())
  const front = createTcpServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.setTimeout(silentMs, () => socket.destroy())
    socket.once('data', (first: Buffer) => {
      socket.setTimeout(0)
      socket.removeAllListeners('timeout')
      socket.pause()
      socket.unshift(first)
      // TLS takes what has been read out of the socket itself.
      if (first[0] === handshake) return void tls.emit('connection', socket)
      http.emit('connection', socket)
      socket.resume()
    })
  })
  return {
    server: front,
    close: () =>
      new Promise((resolve) => {
        front.close(() => resolve())
        http.close()
        tls.close()
        for (const socket of sockets) socket.destroy()
      }),
  }
}
