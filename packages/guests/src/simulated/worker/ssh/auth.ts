import { createHash } from 'node:crypto'
import type { AuthContext, Connection } from 'ssh2'
import type { Endpoint } from '../net/bound.ts'
import { authLog } from '../system/auth-log.ts'
import type { Machine } from '../system/machine.ts'
import { passwordMatches, passwordState } from '../system/passwords.ts'
import { outputOf } from '../system/run-command.ts'
import type { User } from '../system/users.ts'
import { rootCredentials } from '../vfs/inode.ts'
import {
  authorizedKeysPath,
  fromAllows,
  readAuthorizedKeys,
  strictModesFault,
  type AuthorizedKey,
} from './authorized-keys.ts'
import { ssh2 } from './library.ts'
import { matchesPattern, type SshdConfig, type SshdSettings } from './sshd-config.ts'

/** Who came in, by what, and what that allows. */
export interface Identity {
  readonly user: User
  readonly settings: SshdSettings
  /** The key's own restrictions. */
  readonly key: AuthorizedKey | undefined
}

/** Decides the authentication of one connection, as sshd does: sshd_config, the files of the user, PAM's passwords. */
export class Authentication {
  readonly #machine: Machine
  readonly #config: SshdConfig
  readonly #peer: Endpoint
  readonly #pid: number
  readonly #connection: Connection
  #failures = 0
  #named: string | undefined
  /** Set once, on success. */
  identity: Identity | undefined

  constructor(
    machine: Machine,
    config: SshdConfig,
    connection: Connection,
    peer: Endpoint,
    pid: number,
  ) {
    this.#machine = machine
    this.#config = config
    this.#connection = connection
    this.#peer = peer
    this.#pid = pid
  }

  /** Answers one request of the client. */
  async decide(context: AuthContext): Promise<void> {
    const machine = this.#machine
    await machine.outside.freshNow()
    await machine.users.refresh()
    const user = machine.users.byName(context.username)
    const groups = user
      ? machine.users.credentials(user).groups.map((gid) => machine.users.groupName(gid))
      : []
    const settings = this.#config.settings({
      user: context.username,
      groups,
      address: this.#peer.address,
    })
    const methods = methodsOf(settings)
    const may = this.#mayEnter(user, groups, settings, context.username)
    if (context.method === 'none') {
      if (user && may && settings.passwordAuthentication && settings.permitEmptyPasswords)
        if ((await passwordState(machine, user.name)) === 'empty')
          return this.#accept(context, { user, settings, key: undefined }, 'none')
      return refuse(context, methods)
    }
    if (context.method === 'publickey' && settings.pubkeyAuthentication) {
      const key = user && may ? await this.#findKey(user, settings, context.key.data) : undefined
      if (key && user && !context.signature) return context.accept()
      if (key && user && verified(context))
        return this.#accept(context, { user, settings, key }, 'publickey', context.key.data)
    } else if (context.method === 'password' && settings.passwordAuthentication) {
      if (user && may && (await this.#passwordFits(user, settings, context.password)))
        return this.#accept(context, { user, settings, key: undefined }, 'password')
      this.#log(`Failed password for ${this.#who(user, context.username)}${this.#from} ssh2`)
    } else if (
      context.method === 'keyboard-interactive' &&
      settings.kbdInteractiveAuthentication &&
      settings.passwordAuthentication
    ) {
      const answer = await new Promise<string>((resolve) => {
        context.prompt([{ prompt: 'Password: ', echo: false }], (answers) =>
          resolve(answers[0] ?? ''),
        )
      })
      if (user && may && (await this.#passwordFits(user, settings, answer)))
        return this.#accept(context, { user, settings, key: undefined }, 'keyboard-interactive/pam')
    }
    if (++this.#failures >= settings.maxAuthTries) {
      this.#log(
        `error: maximum authentication attempts exceeded for ${this.#who(user, context.username)}${this.#from} ssh2 [preauth]`,
      )
      this.#log(
        `Disconnecting ${this.#who(user, context.username)}: Too many authentication failures [preauth]`,
      )
      this.#connection.end()
      return
    }
    refuse(context, methods)
  }

  get #from(): string {
    return ` from ${this.#peer.address} port ${this.#peer.port}`
  }

  #who(user: User | undefined, name: string): string {
    return user ? name : `invalid user ${name}`
  }

  #log(text: string): void {
    this.#machine.detach(authLog(this.#machine, 'sshd', this.#pid, text))
  }

  #accept(context: AuthContext, identity: Identity, method: string, blob?: Uint8Array): void {
    this.identity = identity
    const key = blob ? `: ${keyName(blob)} ${fingerprint(blob)}` : ''
    this.#log(`Accepted ${method} for ${identity.user.name}${this.#from} ssh2${key}`)
    context.accept()
  }

  /** What of `sshd_config` keeps a user out, whatever the key; said once in the log. */
  #mayEnter(
    user: User | undefined,
    groups: readonly string[],
    settings: SshdSettings,
    name: string,
  ): boolean {
    const says = (text: string): boolean => {
      if (this.#named !== name) this.#log(text)
      this.#named = name
      return false
    }
    if (!user) return says(`Invalid user ${printable(name)}${this.#from}`)
    const denied = `User ${name} from ${this.#peer.address} not allowed because`
    const fits = (pattern: string): boolean => {
      const [who = '', from] = pattern.split('@')
      return (
        matchesPattern(name, who) && (from === undefined || fromAllows(from, this.#peer.address))
      )
    }
    const inGroup = (pattern: string): boolean =>
      groups.some((group) => matchesPattern(group, pattern))
    if (settings.denyUsers.some(fits)) return says(`${denied} listed in DenyUsers`)
    if (settings.allowUsers.length > 0 && !settings.allowUsers.some(fits))
      return says(`${denied} not listed in AllowUsers`)
    if (settings.denyGroups.some(inGroup)) return says(`${denied} a group is listed in DenyGroups`)
    if (settings.allowGroups.length > 0 && !settings.allowGroups.some(inGroup))
      return says(`${denied} none of user's groups are listed in AllowGroups`)
    if (user.uid === 0 && settings.permitRootLogin === 'no')
      return says(`ROOT LOGIN REFUSED FROM ${this.#peer.address} port ${this.#peer.port}`)
    if (!this.#machine.vfs.peek(user.shell, rootCredentials))
      return says(`${denied} shell ${user.shell} does not exist`)
    return true
  }

  async #passwordFits(user: User, settings: SshdSettings, password: string): Promise<boolean> {
    if (user.uid === 0 && settings.permitRootLogin !== 'yes') return false
    return passwordMatches(this.#machine, user.name, password)
  }

  async #findKey(
    user: User,
    settings: SshdSettings,
    blob: Buffer,
  ): Promise<AuthorizedKey | undefined> {
    const usable = (text: string): AuthorizedKey | undefined =>
      readAuthorizedKeys(text).find(
        (key) =>
          key.blob.equals(blob) &&
          fromAllows(key.from, this.#peer.address) &&
          (user.uid !== 0 ||
            settings.permitRootLogin !== 'forced-commands-only' ||
            key.command !== undefined),
      )
    const asked = await this.#askCommand(user, settings, blob)
    const offered = asked === undefined ? undefined : usable(asked)
    if (offered) return offered
    for (const pattern of settings.authorizedKeysFiles) {
      if (pattern.toLowerCase() === 'none') continue
      const path = authorizedKeysPath(pattern, user)
      // sshd reads the file with the user's rights.
      const cred = this.#machine.users.credentials(user)
      const text = await this.#machine.vfs.readText(path, cred).catch(() => undefined)
      if (text === undefined) continue
      const fault = settings.strictModes ? strictModesFault(this.#machine, path, user) : undefined
      if (fault !== undefined) this.#log(fault)
      else {
        const key = usable(text)
        if (key) return key
      }
    }
    return undefined
  }

  /** AuthorizedKeysCommand: how EC2 Instance Connect's keys come in. */
  async #askCommand(user: User, settings: SshdSettings, blob: Buffer): Promise<string | undefined> {
    const { authorizedKeysCommand: command, authorizedKeysCommandUser: name } = settings
    if (command === undefined || name === undefined) return undefined
    const runner = this.#machine.users.byName(name)
    const [program = ''] = command.split(/\s+/)
    if (!runner || !this.#machine.vfs.peek(program, rootCredentials)) return undefined
    const tokens: Readonly<Record<string, string>> = {
      u: user.name,
      U: String(user.uid),
      h: user.home,
      f: fingerprint(blob),
      k: blob.toString('base64'),
      t: keyType(blob),
      '%': '%',
    }
    const words = command
      .split(/\s+/)
      .map((word) => word.replaceAll(/%(.)/g, (whole, letter: string) => tokens[letter] ?? whole))
    const { status, text } = await outputOf(this.#machine, words, runner)
    if (status !== 0) this.#log(`AuthorizedKeysCommand ${words.join(' ')} failed, status ${status}`)
    return status === 0 ? text : undefined
  }
}

/** The library's types know none of the names that only tell a client what it could try. */
function refuse(context: AuthContext, methods: readonly string[]): void {
  Reflect.apply(context.reject, context, [methods])
}

function methodsOf(settings: SshdSettings): string[] {
  return [
    ...(settings.pubkeyAuthentication ? ['publickey'] : []),
    ...(settings.gssapiAuthentication ? ['gssapi-keyex', 'gssapi-with-mic'] : []),
    ...(settings.passwordAuthentication ? ['password'] : []),
    ...(settings.kbdInteractiveAuthentication && settings.passwordAuthentication
      ? ['keyboard-interactive']
      : []),
  ]
}

function verified(context: Extract<AuthContext, { method: 'publickey' }>): boolean {
  const key = ssh2().utils.parseKey(
    `${keyType(context.key.data)} ${context.key.data.toString('base64')}`,
  )
  if (key instanceof Error || !context.blob || !context.signature) return false
  // An error is returned, not thrown, whatever the types say.
  const verdict: unknown = key.verify(context.blob, context.signature, context.hashAlgo)
  return verdict === true
}

/** `ssh-ed25519`, from the key itself: what a client calls it may be a signature's name. */
function keyType(blob: Buffer): string {
  const length = blob.length >= 4 ? blob.readUInt32BE(0) : 0
  return blob.subarray(4, 4 + Math.min(length, 64)).toString('latin1')
}

function keyName(blob: Uint8Array): string {
  const type = keyType(Buffer.from(blob))
  if (type.startsWith('ecdsa')) return 'ECDSA'
  return type.replace('ssh-', '').toUpperCase()
}

export function fingerprint(blob: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`
}

/** A name comes from anybody, and goes into a log that somebody reads on a terminal. */
function printable(name: string): string {
  return name.slice(0, 64).replaceAll(/[^\u0020-\u007e]/g, '?')
}
