import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Router } from 'express'
import type { Logger } from 'pino'
import type { Connections } from './connections/connection.ts'
import type { EmbeddedCloud } from './connections/embedded.ts'
import type { Session } from './security/sessions.ts'

/** What terminals get of the server. `connections.use(session, id)` gives the clients; `guardWrite` refuses read-only ones. */
export interface TerminalsHost {
  readonly connections: Connections
  readonly cloud: EmbeddedCloud | undefined
  readonly log: Logger
}

/** What the server asks of terminals. */
export interface Terminals {
  /** Mounted at `/api` behind the session: `/:connection/:region/terminals` and `/terminals/:id`; `sessionOf(request)` tells whose. */
  readonly router: Router
  /** A WebSocket upgrade of `/terminals/<id>` whose Host, Origin and session have passed. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, session: Session): void
  /** Ends the session's terminals on the embedded cloud: it acts as somebody else there from now on. */
  endEmbedded(session: Session): Promise<void>
  close(): Promise<void>
}

export type CreateTerminals = (host: TerminalsHost) => Terminals
