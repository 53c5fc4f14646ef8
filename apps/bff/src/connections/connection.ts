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
  /** Whoever is signed in, told from all others: what they see is theirs alone. Absent: the connection's own credentials. */
  readonly actsAs?: string
  /** ARN of that user or role, whose policies are asked. */
  readonly principal?: string
}

/** Who asks: the connection of a session, and what is shown of it. */
export interface Acting {
  resolve(session: Session, connection: OpenConnection): OpenConnection
  access(session: Session, connection: OpenConnection): Connection['access']
}

/** More accounts than any class or test run has. */
const maxAccounts = 5_000

/** All connections of this console, in the order in which they are shown. */
export class Connections {
  readonly #connections: ReadonlyMap<string, OpenConnection>
  readonly #ofAccount: ((account: string) => OpenConnection) | undefined
  readonly #acting: Acting | undefined
  readonly #byAccount = new Map<string, OpenConnection>()

  /** `ofAccount` makes the connection `embedded-<account>` to any account of the embedded cloud, when one is asked for. */
  constructor(
    connections: readonly OpenConnection[],
    ofAccount?: (account: string) => OpenConnection,
    acting?: Acting,
  ) {
    this.#acting = acting
    this.#connections = new Map(connections.map((connection) => [connection.info.id, connection]))
    this.#ofAccount = ofAccount
  }

  /** For display; `locked` is as the session sees it. `named` is the page's own, listed even if nobody else would see it. */
  list(session: Session, named?: string): readonly Connection[] {
    const all = [...this.#connections.values()]
    const extra = named === undefined ? undefined : this.#find(named)
    if (extra && !all.includes(extra)) all.push(extra)
    return all.map((connection) => {
      const access = this.#acting?.access(session, connection)
      const nobody =
        access !== undefined && (!access.identity || access.mustChangePassword === true)
      const locked = nobody || isLocked(connection.info, session)
      return { ...connection.info, locked, ...(access && { access }) }
    })
  }

  /** The connection, if it exists and this session may use it. Throws the refusal otherwise. */
  use(session: Session, id: string): OpenConnection {
    const connection = this.find(id)
    if (isLocked(connection.info, session)) {
      throw refuse(
        403,
        'CodeRequired',
        'AWS connections need the one-time code: open the URL that the start-up text prints.',
        { hint: 'enter-code' },
      )
    }
    return this.#acting?.resolve(session, connection) ?? connection
  }

  /** The connection, whoever asks: for those who are about to sign in. */
  find(id: string): OpenConnection {
    const connection = this.#find(id)
    if (connection) return connection
    throw refuse(404, 'UnknownConnection', `There is no connection named "${id}".`)
  }

  /** The id of the connection to an account of the embedded cloud. */
  idOf(account: string): string {
    for (const connection of this.#connections.values()) {
      if (connection.account === account) return connection.info.id
    }
    return this.#find(`embedded-${account}`)?.info.id ?? ''
  }

  /** The connection to an account of the embedded cloud by its own credentials. */
  ofAccount(account: string): OpenConnection {
    return this.find(this.idOf(account))
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
