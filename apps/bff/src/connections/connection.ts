import type { Connection } from '@brume/console-api'
import { refuse } from '../fault.ts'
import type { ClientPool } from '../sdk/clients.ts'
import type { Session } from '../security/sessions.ts'

/** Where calls go and with whose credentials. The credentials never leave its clients. */
export interface OpenConnection {
  readonly info: Omit<Connection, 'locked'>
  readonly clients: ClientPool
}

/** All connections of this console, in the order in which they are shown. */
export class Connections {
  readonly #connections: ReadonlyMap<string, OpenConnection>

  constructor(connections: readonly OpenConnection[]) {
    this.#connections = new Map(connections.map((connection) => [connection.info.id, connection]))
  }

  /** For display; `locked` is as the session sees it. */
  list(session: Session): readonly Connection[] {
    return this.all().map(({ info }) => ({ ...info, locked: isLocked(info, session) }))
  }

  all(): readonly OpenConnection[] {
    return [...this.#connections.values()]
  }

  /** The connection, if it exists and this session may use it. Throws the refusal otherwise. */
  use(session: Session, id: string): OpenConnection {
    const connection = this.#connections.get(id)
    if (!connection) {
      throw refuse(404, 'UnknownConnection', `There is no connection named "${id}".`)
    }
    if (isLocked(connection.info, session)) {
      throw refuse(
        403,
        'CodeRequired',
        'AWS connections need the one-time code: open the URL that the start-up text prints.',
        { hint: 'enter-code' },
      )
    }
    return connection
  }

  async close(): Promise<void> {
    await Promise.all(this.all().map((connection) => connection.clients.close()))
  }
}

/** Throws unless the connection lets changes through. `operation` names what was asked for. */
export function guardWrite(connection: OpenConnection, operation: string): void {
  if (!connection.info.readOnly) return
  throw refuse(
    403,
    'ReadOnlyConnection',
    `${operation} is not allowed: the connection "${connection.info.name}" is read-only.`,
    { hint: 'read-only' },
  )
}

function isLocked(info: Omit<Connection, 'locked'>, session: Session): boolean {
  return info.kind === 'aws' && !session.unlocked
}
