import type { Access, Identity, SwitchRole } from '@brume/console-api'
import type { SignedInUser } from '@brume/cloud'
import type { OpenConnection } from '../connections/connection.ts'
import { actingConnection, type EmbeddedCloud } from '../connections/embedded.ts'
import { refuse } from '../fault.ts'
import { loadSdk } from '../sdk/modules.ts'
import type { Session } from '../security/sessions.ts'
import { PrincipalCredentials, signInRequired, type Keys } from './principal-credentials.ts'

/** As whom a session acts in one account. */
interface Acting {
  readonly connection: OpenConnection
  readonly credentials: PrincipalCredentials
  identity(): Identity | undefined
  mustChangePassword(): boolean
  /** The account that a role was taken from. */
  readonly from?: string
}

interface State {
  /** The one-time code was given: in every account that the session is nobody else in, it is the root user. */
  root: boolean
  readonly users: Map<string, Acting>
  /** Roles that were switched to, by their account: before users. */
  readonly roles: Map<string, Acting>
}

type Listener = (session: Session) => void

/** Who is signed in where. One session may be a user in one account and a role in another. */
export class SignIns {
  readonly #cloud: EmbeddedCloud
  readonly #ofAccount: (account: string) => OpenConnection
  /** Without signing in nobody is root, whether policies are enforced or not: a console that others can reach. */
  readonly #codeNeeded: boolean
  readonly #states = new WeakMap<Session, State>()
  readonly #listeners = new Set<Listener>()
  #numbers = 0

  constructor(
    cloud: EmbeddedCloud,
    ofAccount: (account: string) => OpenConnection,
    codeNeeded: boolean,
  ) {
    this.#cloud = cloud
    this.#ofAccount = ofAccount
    this.#codeNeeded = codeNeeded
  }

  /** Called with a session that acts as somebody else from now on: what it has open must end. */
  onChange(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The connection by which a session does what it asks of an account. Throws the refusal of who has to sign in. */
  readonly resolve = (session: Session, connection: OpenConnection): OpenConnection => {
    const { account } = connection
    if (account === undefined) return connection
    const acting = this.#acting(session, account)
    if (acting) {
      if (!acting.identity()) throw signInRequired()
      if (!acting.mustChangePassword()) return acting.connection
      throw refuse(403, 'PasswordChangeRequired', 'Set another password first.', {
        hint: 'sign-in',
      })
    }
    if (this.#isRoot(session, account)) return connection
    throw signInRequired()
  }

  /** For display. */
  access(session: Session, connection: OpenConnection): Access | undefined {
    const { account } = connection
    if (account === undefined) return undefined
    const mode = this.#cloud.iamMode(account)
    const acting = this.#acting(session, account)
    const signedIn = acting !== undefined || this.#states.get(session)?.root === true
    const identity = acting
      ? acting.identity()
      : this.#isRoot(session, account)
        ? this.#root(account)
        : undefined
    const mustChangePassword = acting?.mustChangePassword() ?? false
    return { account, mode, identity, signedIn, mustChangePassword }
  }

  /** The keys that a session acts by in an account; undefined for the account's own. */
  async keysOf(session: Session, account: string): Promise<Keys | undefined> {
    return this.#acting(session, account)?.credentials.provide()
  }

  /** The session is the root user of every account from now on. */
  becomeRoot(session: Session): void {
    this.#leave(session)
    this.#state(session).root = true
    this.#tell(session)
  }

  signIn(session: Session, user: SignedInUser): void {
    this.#leave(session)
    const { account, userId } = user
    const look = () => this.#cloud.signIn.look(account, userId)
    const credentials = new PrincipalCredentials(this.#cloud, () =>
      Promise.resolve(this.#cloud.signIn.credentials(account, userId)),
    )
    this.#state(session).users.set(account, {
      connection: this.#connect(account, credentials, user.arn),
      credentials,
      mustChangePassword: () => look()?.mustChangePassword ?? false,
      identity() {
        const present = look()
        if (!present) return undefined
        const { name, arn, alias } = present
        return { kind: 'user', name, arn, account, alias }
      },
    })
    this.#tell(session)
  }

  /** Ends all that the session is signed in to. */
  signOut(session: Session): void {
    this.#leave(session)
    this.#tell(session)
  }

  /** The connection of the user, also of one who has to change the password: for that alone. */
  own(session: Session, connection: OpenConnection): OpenConnection {
    const own = this.#states.get(session)?.users.get(connection.account ?? '')
    if (own) return own.connection
    throw signInRequired()
  }

  /** Takes a role on, as the user that the session is in the connection's account. Answers the role's account. */
  async switchRole(
    session: Session,
    connection: OpenConnection,
    region: string,
    wish: SwitchRole,
  ): Promise<string> {
    const own = this.#states.get(session)?.users.get(connection.account ?? '')
    const user = own?.identity()
    if (!own || !user) {
      // as AWS: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-console.html
      throw refuse(400, 'BadRequest', 'Only a signed-in IAM user can switch roles.')
    }
    const account = this.#cloud.signIn.accountOf(wish.account) ?? wish.account
    const RoleArn = `arn:aws:iam::${account}:role/${wish.role}`
    const [sts, { AssumeRoleCommand }] = await Promise.all([
      own.connection.clients.client('sts', region),
      loadSdk('sts'),
    ])
    let arn = ''
    const make = async (): Promise<Keys> => {
      const answer = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: user.name }))
      const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = answer.Credentials ?? {}
      arn = answer.AssumedRoleUser?.Arn ?? ''
      return {
        accessKeyId: AccessKeyId,
        secretAccessKey: SecretAccessKey,
        sessionToken: SessionToken,
      }
    }
    const credentials = new PrincipalCredentials(this.#cloud, make)
    await credentials.provide()
    const state = this.#state(session)
    void state.roles.get(account)?.credentials.revoke()
    state.roles.set(account, {
      connection: this.#connect(account, credentials, RoleArn),
      credentials,
      from: user.account,
      mustChangePassword: () => false,
      identity: () =>
        own.identity() && {
          kind: 'role',
          name: `${wish.role}/${user.name}`,
          arn,
          account,
          alias: this.#cloud.signIn.aliasOf(account),
          role: {
            displayName: wish.displayName || `${wish.role} @ ${account}`,
            colour: wish.colour,
            from: user.name,
            back: connection.info.id,
          },
        },
    })
    this.#tell(session)
    return account
  }

  /** Leaves the role; answers the account of the user that it goes back to. */
  leaveRole(session: Session, account: string): string | undefined {
    const roles = this.#states.get(session)?.roles
    const acting = roles?.get(account)
    roles?.delete(account)
    void acting?.credentials.revoke()
    void acting?.connection.clients.close()
    if (acting) this.#tell(session)
    return acting?.from
  }

  /** Whoever switches enforcement on is the root user already, and stays it. */
  keepRoot(session: Session, account: string): void {
    if (!this.#acting(session, account) && this.#isRoot(session, account)) {
      this.#state(session).root = true
    }
  }

  #acting(session: Session, account: string): Acting | undefined {
    const state = this.#states.get(session)
    return state?.roles.get(account) ?? state?.users.get(account)
  }

  #isRoot(session: Session, account: string): boolean {
    if (this.#states.get(session)?.root) return true
    if (this.#codeNeeded && !session.unlocked) return false
    return this.#cloud.iamMode(account) !== 'enforce'
  }

  #root(account: string): Identity {
    const arn = `arn:aws:iam::${account}:root`
    return { kind: 'root', name: 'root', arn, account, alias: this.#cloud.signIn.aliasOf(account) }
  }

  #connect(account: string, credentials: PrincipalCredentials, principal: string): OpenConnection {
    this.#numbers += 1
    return actingConnection(this.#cloud, this.#ofAccount(account), credentials.provide, {
      actsAs: `sign-in ${this.#numbers}`,
      principal,
    })
  }

  #state(session: Session): State {
    let state = this.#states.get(session)
    if (!state) {
      this.#states.set(session, (state = { root: false, users: new Map(), roles: new Map() }))
    }
    return state
  }

  #leave(session: Session): void {
    const state = this.#states.get(session)
    this.#states.delete(session)
    for (const acting of [...(state?.users.values() ?? []), ...(state?.roles.values() ?? [])]) {
      void acting.credentials.revoke()
      void acting.connection.clients.close()
    }
  }

  #tell(session: Session): void {
    for (const listener of this.#listeners) listener(session)
  }
}
