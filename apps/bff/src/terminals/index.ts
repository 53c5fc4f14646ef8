import { terminalCloseCodes } from '@brume/console-api'
import { systemClock } from '@brume/session-channel'
import { WebSocketServer } from 'ws'
import type { CreateTerminals } from '../terminals-host.ts'
import { terminalRoutes } from './routes.ts'
import { TerminalRegistry } from './terminals.ts'

/** Pasted text comes in one message. */
const maxMessageBytes = 8 * 1024 * 1024

/** Terminals of this console: opened and listed by requests, used through `/terminals/<id>`. */
export const createTerminals: CreateTerminals = ({ connections, cloud, log }) => {
  const terminals = new TerminalRegistry({
    clock: systemClock,
    failed: (error) => log.warn({ err: error }, 'a terminal could not be ended'),
  })
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: maxMessageBytes,
  })
  return {
    router: terminalRoutes(connections, terminals, cloud),
    upgrade(request, socket, head, session) {
      const id = /^\/terminals\/([0-9a-f-]{36})(?:\?|$)/.exec(request.url ?? '')?.[1]
      const terminal = id === undefined ? undefined : terminals.find(session.id, id)
      server.handleUpgrade(request, socket, head, (webSocket) => {
        // Told in the WebSocket's own way: a page learns nothing of a refused upgrade, and would try for ever.
        if (terminal === undefined) webSocket.close(terminalCloseCodes.gone, 'no such terminal')
        else terminal.attach(webSocket)
      })
    },
    async endEmbedded({ id }) {
      const embedded = terminals
        .list(id)
        .filter(({ options }) => connections.find(options.connection).account !== undefined)
      await Promise.allSettled(embedded.map((terminal) => terminals.end(terminal)))
    },
    async close() {
      await terminals.close()
      for (const client of server.clients) client.terminate()
      server.close()
    },
  }
}
