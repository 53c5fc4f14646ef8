import type { Connection } from '@brume/console-api'
import { refuse } from '../fault.ts'
import type { ClientPool } from '../sdk/clients.ts'
import type { Session } from '../security/sessions.ts'

/** Where calls go and with whose credentials. The credentials never leave its clients. */
export interface OpenConnection {
  readonly info: Omit<Connection, 'locked'>
  readonly clients: ClientPool
  /** Of the embedded cloud, 12 digits; absent on AWS. */
  readonly account?: string
}

/** More accounts than any class or test run has. */
const maxAccounts = 5_000

/** All connections of this console, in the order in which they are shown. */
export class Connections {
  readonly #connections: ReadonlyMap<string, OpenConnection>
  readonly #ofAccount: ((account: string) => OpenConnection) | undefined
  readonly #byAccount = new Map<string, OpenConnection>()

  /** `ofAccount` makes the connection `embedded-<account>` to any account of the embedded cloud, when one is asked for. */
  constructor(
    connections: readonly OpenConnection[],
    ofAccount?: (account: string) => OpenConnection,
  ) {
    this.#connections = new Map(connections.map((connection) => [connection.info.id, connection]))
    this.#ofAccount = ofAccount
  }

  /** For display; `locked` is as the session sees it. `named` is the page's own, listed even if nobody else would see it. */
  list(session: Session, named?: string): readonly Connection[] {
    const all = [...this.#connections.values()]
    const extra = named === undefined ? undefined : this.#find(named)
    if (extra && !all.includes(extra)) all.push(extra)
    return all.map(({ info }) => ({ ...info, locked: isLocked(info, session) }))
  }

  /** The connection, if it exists and this session may use it. Throws the refusal otherwise. */
  use(session: Session, id: string): OpenConnection {
    const connection = this.#find(id)
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
    const all = [...this.#connections.values(), ...this.#byAccount.values()]
    await Promise.all(all.map((connection) => connection.clients.close()))
  }

  #find(id: string): OpenConnection | undefined {
    const known = this.#connections.get(id) ?? this.#byAccount.get(id)
    const account = /^embedded-(\d{12})$/.exec(id)?.[1]
    if (known || account === undefined || this.#byAccount.size >= maxAccounts) return known
    const connection = this.#ofAccount?.(account)
    if (connection) this.#byAccount.set(id, connection)
    return connection
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
