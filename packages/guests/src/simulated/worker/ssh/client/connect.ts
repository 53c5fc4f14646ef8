import type { Duplex } from 'node:stream'
import type { Client } from 'ssh2'
import type { Call } from '../../commands/call.ts'
import { dialFirst, failureText, lookUp, lookUpText } from '../../commands/net/dial.ts'
import { loadSsh2 } from '../library.ts'
import { clientSettings, type ClientSettings, type GivenOptions } from './client-config.ts'
import type { Console } from './console.ts'
import { loadIdentity, type Identity } from './identities.ts'
import { kindOf, verifyHost } from './known-hosts.ts'
import { fingerprint } from '../auth.ts'

/** An authenticated connection, with those that it goes through. */
export interface SshLink {
  readonly client: Client
  readonly settings: ClientSettings
  readonly address: string
  close(): void
}

const maxJumps = 8

/** Connects and signs in; says on standard error why not, and answers undefined then. */
export async function connect(
  call: Call,
  console: Console,
  settings: ClientSettings,
  given: GivenOptions = new Map(),
  depth = 0,
): Promise<SshLink | undefined> {
  const debug = async (text: string): Promise<void> => {
    if (settings.verbose) await call.err(`debug1: ${text}\r\n`)
  }
  const jumps = settings.proxyJump?.split(',') ?? []
  const through: SshLink[] = []
  const close = (): void => {
    for (const link of through.toReversed()) link.close()
  }
  let socket: Duplex | undefined
  let address = settings.hostName
  if (jumps.length > 0 && depth < maxJumps) {
    const last = jumps.at(-1) ?? ''
    const [user, host, port] = targetOf(last)
    const options: GivenOptions = new Map()
    for (const name of [
      'configfile',
      'identityfile',
      'stricthostkeychecking',
      'userknownhostsfile',
    ]) {
      const values = given.get(name)
      if (values && name === 'configfile') options.set(name, values)
    }
    if (user !== undefined) options.set('user', [user])
    if (port !== undefined) options.set('port', [port])
    options.set('proxyjump', [jumps.slice(0, -1).join(',') || 'none'])
    const link = await connect(
      call,
      console,
      await clientSettings(call, host, options),
      given,
      depth + 1,
    )
    if (!link) return undefined
    through.push(link)
    socket = await forwardOut(link.client, settings.hostName, settings.port)
    if (!socket) {
      await call.err(
        `channel 0: open failed: connect failed: Connection refused\nstdio forwarding failed\nkex_exchange_identification: Connection closed by remote host\n`,
      )
      close()
      return undefined
    }
  } else {
    const found = await lookUp(call, settings.hostName)
    if (typeof found === 'string') {
      await call.err(`ssh: Could not resolve hostname ${settings.hostName}: ${lookUpText(found)}\n`)
      return undefined
    }
    await debug(`Connecting to ${settings.hostName} [${found[0]}] port ${settings.port}.`)
    const seconds = settings.connectTimeoutSeconds
    const { socket: opened, address: answered } = await dialFirst(call, found, {
      port: settings.port,
      ...(seconds === undefined ? {} : { seconds }),
    })
    if (typeof opened === 'string') {
      await call.err(
        `ssh: connect to host ${settings.hostName} port ${settings.port}: ${failureText(opened)}\n`,
      )
      return undefined
    }
    socket = opened
    address = answered
    await debug('Connection established.')
  }
  const { Client } = await loadSsh2(call.machine)
  const client = new Client()
  const outcome = await new Handshake(call, console, settings, address, client, debug).run(socket)
  if (outcome !== undefined) {
    if (outcome !== '') await call.err(`${outcome}\n`)
    client.destroy()
    close()
    return undefined
  }
  through.push({ client, settings, address, close: () => client.end() })
  return { client, settings, address, close }
}

/** `[user@]host[:port]` */
export function targetOf(
  text: string,
): [user: string | undefined, host: string, port: string | undefined] {
  const plain = text.replace(/^ssh:\/\//, '')
  const at = plain.lastIndexOf('@')
  const rest = at < 0 ? plain : plain.slice(at + 1)
  const [, host = rest, port] = /^\[?([^\]:]+)\]?(?::(\d+))?$/.exec(rest) ?? []
  return [at < 0 ? undefined : plain.slice(0, at), host, port]
}

export function forwardOut(
  client: Client,
  host: string,
  port: number,
): Promise<Duplex | undefined> {
  return new Promise((resolve) =>
    client.forwardOut('127.0.0.1', 65_535, host, port, (error, channel) =>
      resolve(error ? undefined : channel),
    ),
  )
}

/** One client's way from the first byte to being signed in. */
class Handshake {
  readonly #call: Call
  readonly #console: Console
  readonly #settings: ClientSettings
  readonly #address: string
  readonly #client: Client
  readonly #debug: (text: string) => Promise<void>
  #refusedHost = false
  #methods: readonly string[] = []
  #identities: Identity[] | undefined
  #offered = 0
  #prompts = 0

  constructor(
    call: Call,
    console: Console,
    settings: ClientSettings,
    address: string,
    client: Client,
    debug: (text: string) => Promise<void>,
  ) {
    this.#call = call
    this.#console = console
    this.#settings = settings
    this.#address = address
    this.#client = client
    this.#debug = debug
  }

  /** What went wrong; undefined when nothing did, empty when it was said already. */
  run(socket: Duplex): Promise<string | undefined> {
    const { user, typed, port } = this.#settings
    const { promise, resolve } = Promise.withResolvers<string | undefined>()
    let handshaken = false
    const client = this.#client
    client.on(
      'banner',
      (text) => void this.#call.err(text.replaceAll('\r\n', '\n')).catch(() => {}),
    )
    client.on('handshake', () => (handshaken = true))
    client.on('ready', () => {
      void this.#debug(`Authenticated to ${typed} ([${this.#address}]:${port}).`).then(() =>
        resolve(undefined),
      )
    })
    client.on('error', (error) => {
      if (this.#refusedHost) resolve('')
      else if (error.level === 'client-authentication')
        resolve(`${user}@${typed}: Permission denied (${this.#methods.join(',')}).`)
      else if (!handshaken && error.level !== 'handshake' && error.level !== 'protocol')
        resolve('kex_exchange_identification: read: Connection reset by peer')
      else resolve(`ssh: ${error.message}`)
    })
    client.on('close', () => {
      if (this.#refusedHost) resolve('')
      else
        resolve(
          handshaken
            ? `Received disconnect from ${this.#address} port ${port}:2: Too many authentication failures\nDisconnected from ${this.#address} port ${port}`
            : 'kex_exchange_identification: Connection closed by remote host',
        )
    })
    const abort = (): void => {
      client.destroy()
      resolve('')
    }
    this.#call.signal.addEventListener('abort', abort, { once: true })
    client.connect({
      sock: socket,
      username: user,
      ident: 'OpenSSH_8.7',
      // The account's clock does the waiting, not the wall's.
      readyTimeout: 0,
      algorithms: { compress: ['none'] },
      hostVerifier: (key: Buffer, verify: (valid: boolean) => void) => {
        this.#verify(key).then(verify, () => verify(false))
      },
      authHandler: (methods, _partial, next) => {
        // The library takes `false` for giving up, which its types leave out.
        const go = (method: unknown): void => void Reflect.apply(next, undefined, [method])
        void this.#choose(methods).then(go, () => go(false))
      },
    })
    return promise.finally(() => this.#call.signal.removeEventListener('abort', abort))
  }

  async #verify(key: Buffer): Promise<boolean> {
    const type = key.subarray(4, 4 + key.readUInt32BE(0)).toString('latin1')
    this.#refusedHost = true
    await this.#debug(`Server host key: ${type} ${fingerprint(key)} (${kindOf(type)})`)
    const known = await verifyHost(this.#call, this.#console, this.#settings, this.#address, key)
    this.#refusedHost = !known
    return known
  }

  async #choose(left: readonly string[] | null): Promise<unknown> {
    const { user, typed, batchMode, numberOfPasswordPrompts } = this.#settings
    if (left === null) return { type: 'none', username: user }
    this.#methods = left
    await this.#debug(`Authentications that can continue: ${left.join(',')}`)
    if (left.includes('publickey') && this.#settings.pubkeyAuthentication) {
      const identities = (this.#identities ??= await this.#load())
      const identity = identities[this.#offered++]
      if (identity) {
        await this.#debug(
          `Offering public key: ${identity.path} ${kindOf(identity.key.type)} ${fingerprint(identity.key.getPublicSSH())} explicit`,
        )
        return { type: 'publickey', username: user, key: identity.key }
      }
    }
    const may = left.includes('password') && this.#settings.passwordAuthentication && !batchMode
    if (!may || this.#prompts >= numberOfPasswordPrompts) return false
    if (this.#prompts++ > 0) await this.#call.err('Permission denied, please try again.\n')
    const password = await this.#console.ask(`${user}@${typed}'s password: `, true)
    return password === undefined ? false : { type: 'password', username: user, password }
  }

  async #load(): Promise<Identity[]> {
    const loaded: Identity[] = []
    for (const path of this.#settings.identityFiles) {
      const identity = await loadIdentity(
        this.#call,
        this.#console,
        this.#settings,
        path,
        shownAs(this.#call, path),
      )
      if (identity) loaded.push(identity)
    }
    return loaded
  }
}

/** A file in the working directory is called as it was typed. */
function shownAs(call: Call, path: string): string {
  const prefix = `${call.cwd === '/' ? '' : call.cwd}/`
  const rest = path.startsWith(prefix) ? path.slice(prefix.length) : path
  return rest.includes('/') ? path : rest
}
