import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Cancel, Clock } from '@brume/clock'
import { makeEd25519Pair, type Guest, type GuestUnreachable } from '@brume/guests'
import type { AuthContext, Connection, PublicKeyAuthContext } from 'ssh2'
import type { GuestTarget } from '../../host.ts'
import { patiently } from './byte-proxy.ts'
import { NamedSession } from './named-session.ts'

/** An instance as the front knows it. */
export interface NamedPlace {
  readonly target: GuestTarget
  readonly publicAddress: string
}

export interface NamedFrontOptions<Place extends NamedPlace> {
  readonly wall: Clock
  /** PEM of the front's own host key. */
  readonly hostKey: (generate: () => string) => string
  /** Running instances of this id: several only where accounts share a seed. */
  readonly find: (instanceId: string) => readonly Place[]
  readonly findGuest: (target: GuestTarget) => Guest | undefined
  /** Running instances of this id, with or without a public address. */
  readonly findRunning: (instanceId: string) => readonly GuestTarget[]
  /** Keys that `SendSerialConsoleSSHPublicKey` pushed and that are still good, in OpenSSH's one-line form. */
  readonly serialKeys: (target: GuestTarget) => readonly string[]
  /** A connection to the instance's port 22, as a client of its public address opens it. */
  readonly dial: (place: Place) => Promise<Duplex | GuestUnreachable>
  /** A connection that the instance itself opens. */
  readonly dialFrom: (
    target: GuestTarget,
    to: { readonly address: string; readonly port: number },
  ) => Promise<Duplex | GuestUnreachable>
}

const graceMs = 120_000
const maxTries = 6
/** A timer's longest delay: the library's own keep-alive is put off for good. */
const neverMs = 2_147_483_647
const maxSessions = 10
const maxUnreadBytes = 8 * 1024 * 1024
/** As AWS has it at its own front before the serial ports. */
const serialForm = /^(i-[0-9a-f]{8,17})\.port0$/
const userForm = /^([a-z_][\w.-]{0,31})\+(i-[0-9a-f]{8,17})$/i

/** Who came in: at which guest, as whom. */
interface Entry {
  readonly guest: Guest
  readonly target: GuestTarget
  readonly user: string
  readonly shell: string
  /** The key may run nothing else. */
  readonly command: string | undefined
  /** It is ttyS0 that was asked for. */
  readonly serial: boolean
}

/**
 * The way in by `user+i-0abc…@127.0.0.1`, for systems without a loopback address for each instance. SSH ends here: the key is checked
 * against the instance's own `authorized_keys`, the network is asked for its port 22, and what is asked for runs in the guest.
 */
export async function serveNamed<Place extends NamedPlace>(
  socket: Socket,
  options: NamedFrontOptions<Place>,
): Promise<void> {
  // Slow to load, and seldom needed.
  const { default: ssh2 } = await import('ssh2')
  const server = new ssh2.Server({
    hostKeys: [options.hostKey(() => makeEd25519Pair(ssh2.utils).private)],
    ident: 'Brume',
    keepaliveInterval: neverMs,
    algorithms: { compress: ['none'] },
  })
  const cancelGrace: Cancel = options.wall.after(graceMs, () => socket.destroy())
  socket.once('close', cancelGrace)
  server.on('error', () => {})
  server.on('connection', (connection) => {
    let entry: Entry | undefined
    let tries = 0
    const sessions = new Set<NamedSession>()
    connection.on('error', () => {})
    connection.on('authentication', (context) => {
      decide(context).catch(() => socket.destroy())
    })
    async function decide(context: AuthContext): Promise<void> {
      entry = context.method === 'publickey' ? await admit(context) : undefined
      if (entry) return context.accept()
      if (context.method !== 'none' && ++tries >= maxTries) connection.end()
      else context.reject(['publickey'])
    }
    async function admit(context: PublicKeyAuthContext): Promise<Entry | undefined> {
      const [, serialOf] = serialForm.exec(context.username) ?? []
      if (serialOf !== undefined) return admitToSerial(context, serialOf)
      const [, user = '', instanceId = ''] = userForm.exec(context.username) ?? []
      for (const place of options.find(instanceId)) {
        const probe = await patiently(socket, () => options.dial(place), options.wall)
        if (probe === undefined || 'unreachable' in probe) {
          socket.destroy()
          return undefined
        }
        probe.destroy()
        const found = await findKey(
          options,
          place.target,
          user,
          context.key.data,
          ssh2.utils.parseKey,
        )
        if (found && (!context.signature || isSigned(context, ssh2.utils.parseKey))) return found
      }
      return undefined
    }
    function admitToSerial(context: PublicKeyAuthContext, instanceId: string): Entry | undefined {
      const { parseKey } = ssh2.utils
      for (const target of options.findRunning(instanceId)) {
        const guest = options.findGuest(target)
        const pushed = options.serialKeys(target).some((line) => {
          const key = parseKey(line)
          return !(key instanceof Error) && key.getPublicSSH().equals(context.key.data)
        })
        if (guest && pushed && (!context.signature || isSigned(context, parseKey)))
          return { guest, target, user: 'root', shell: '', command: undefined, serial: true }
      }
      return undefined
    }
    connection.once('ready', () => {
      cancelGrace()
      if (entry) serve(connection, entry)
    })
    function serve(connection: Connection, { guest, target, ...who }: Entry): void {
      connection.on('session', (accept, reject) => {
        if (sessions.size >= maxSessions) return reject()
        const channel = accept()
        const session = new NamedSession(channel, guest, who, socket)
        sessions.add(session)
        channel.on('close', () => sessions.delete(session))
      })
      connection.on('tcpip', (accept, reject, { destIP, destPort }) => {
        if (who.command !== undefined || who.serial) return reject()
        const to = { address: destIP, port: destPort }
        void join(forward(options, guest, target, to), accept, reject)
      })
    }
    async function join(
      opening: Promise<Duplex | GuestUnreachable>,
      accept: () => Duplex & { close(): void },
      reject: () => void,
    ): Promise<void> {
      const far = await opening.catch(() => undefined)
      if (!far || 'unreachable' in far) return reject()
      const channel = accept()
      channel.pipe(far).pipe(channel)
      for (const end of [channel, far]) end.on('error', () => socket.destroy())
      far.once('close', () => channel.close())
      channel.once('close', () => far.destroy())
    }
    socket.once('close', () => {
      for (const session of sessions) session.hangUp()
    })
    // Whoever does not read is not read from either, so that answers cannot pile up.
    socket.on('data', () =>
      queueMicrotask(() => {
        if (socket.writableNeedDrain) socket.pause()
        let unread = 0
        for (const session of sessions) unread += session.unreadBytes
        if (unread > maxUnreadBytes) socket.destroy()
      }),
    )
    socket.on('drain', () => socket.resume())
  })
  server.injectSocket(socket)
}

type ParseKey = typeof import('ssh2').utils.parseKey

/** Reads the user's shell and keys with the user's own rights. */
async function findKey<Place extends NamedPlace>(
  options: NamedFrontOptions<Place>,
  target: GuestTarget,
  user: string,
  offered: Buffer,
  parseKey: ParseKey,
): Promise<Entry | undefined> {
  const guest = options.findGuest(target)
  if (!guest) return undefined
  const script = 'getent passwd "$(id -un)"; cat ~/.ssh/authorized_keys'
  const { stdout, stderr, stdin, exit } = await guest.execute({
    user,
    argv: ['/bin/sh', '-c', script],
  })
  stdin.end()
  stderr.resume()
  const parts: Buffer[] = []
  for await (const part of stdout) parts.push(Buffer.from(part))
  await exit
  const [account = '', ...lines] = Buffer.concat(parts).toString().split('\n')
  const shell = account.split(':')[6]
  if (shell === undefined || !account.startsWith(`${user}:`)) return undefined
  for (const line of lines) {
    const [, settings = '', key = ''] =
      /^(.*?)((?:ssh-(?:rsa|ed25519)|ecdsa-sha2-nistp\d+) [\w+/=]+)/.exec(line) ?? []
    const parsed = key === '' || line.startsWith('#') ? undefined : parseKey(key)
    if (!parsed || parsed instanceof Error || !parsed.getPublicSSH().equals(offered)) continue
    const command = /command="((?:[^"\\]|\\.)*)"/.exec(settings)?.[1]?.replaceAll('\\"', '"')
    return { guest, target, user, shell, command, serial: false }
  }
  return undefined
}

function isSigned(context: PublicKeyAuthContext, parseKey: ParseKey): boolean {
  const { data } = context.key
  const type = data.subarray(4, 4 + Math.min(data.readUInt32BE(0), 64)).toString('latin1')
  const key = parseKey(`${type} ${data.toString('base64')}`)
  if (key instanceof Error || !context.blob || !context.signature) return false
  // An error is returned, not thrown, whatever the types say.
  const verdict: unknown = key.verify(context.blob, context.signature, context.hashAlgo)
  return verdict === true
}

/** To the guest itself, or on from it. */
async function forward<Place extends NamedPlace>(
  options: NamedFrontOptions<Place>,
  guest: Guest,
  target: GuestTarget,
  to: { readonly address: string; readonly port: number },
): Promise<Duplex | GuestUnreachable> {
  if (to.address !== 'localhost' && !to.address.startsWith('127.'))
    return options.dialFrom(target, to)
  const here = '127.0.0.1'
  return guest.connect({
    port: to.port,
    localAddress: here,
    remoteAddress: here,
    remotePort: 40_022,
  })
}
