import type { Duplex } from 'node:stream'
import { systemClock, type Cancel } from '@brume/clock'
import type { Connection, ServerConfig } from 'ssh2'
import type { Peer } from '../net/network.ts'
import { authLog } from '../system/auth-log.ts'
import type { Machine } from '../system/machine.ts'
import type { Process } from '../system/process.ts'
import { rootCredentials } from '../vfs/inode.ts'
import { Authentication, type Identity } from './auth.ts'
import { Forwarding } from './forwarding.ts'
import { loadSsh2 } from './library.ts'
import { SshSession } from './session.ts'
import type { SshdConfig } from './sshd-config.ts'

export interface ConnectionParts {
  readonly machine: Machine
  readonly config: SshdConfig
  readonly options: ServerConfig
  readonly socket: Duplex
  readonly peer: Peer
  /** Pid of sshd itself. */
  readonly daemon: number
}

/** A client that writes past the window it was given is cut off when so much has piled up. */
const maxUnreadBytes = 8 * 1024 * 1024

/** One client of sshd, from its first byte to its last. */
export class SshConnection {
  readonly #parts: ConnectionParts
  readonly #process: Process
  readonly #sessions = new Set<SshSession>()
  readonly #cancelGrace: Cancel
  #forwarding: Forwarding | undefined
  #identity: Identity | undefined
  #ended = false
  onEnd: () => void = () => {}

  constructor(parts: ConnectionParts) {
    this.#parts = parts
    const { machine, socket, config, daemon } = parts
    this.#process = machine.processes.start(['sshd: [accepted]'], rootCredentials)
    this.#process.ppid = daemon
    machine.network.handOver(socket, this.#process)
    this.#process.signal.addEventListener('abort', () => this.destroy(), { once: true })
    // Patience with a stranger, who does not live in the account's time.
    const graceMs = config.settings().loginGraceSeconds * 1000
    this.#cancelGrace = graceMs > 0 ? systemClock.after(graceMs, () => this.destroy()) : () => {}
    socket.on('error', () => {})
    socket.once('close', () => this.#end())
  }

  /** Speaks with the client as soon as the library is there. */
  async begin(): Promise<void> {
    const { machine, socket, options } = this.#parts
    const { Server } = await loadSsh2(machine)
    if (this.#ended) return
    // One for each connection: the library does not say which socket a connection came from.
    let server: InstanceType<typeof Server>
    try {
      server = new Server(options)
    } catch {
      // A host key that only looks like one.
      return this.destroy()
    }
    server.on('connection', (connection) => this.#begin(connection))
    server.on('error', () => {})
    // Its types ask for a net.Socket; it uses no more than a stream.
    Reflect.apply(server.injectSocket, server, [socket])
    socket.on('data', () => queueMicrotask(() => this.#holdBack()))
    socket.on('drain', () => socket.resume())
  }

  get authenticated(): boolean {
    return this.#identity !== undefined
  }

  destroy(): void {
    this.#parts.socket.destroy()
  }

  /** Whoever does not read is not read from either, so that answers cannot pile up. */
  #holdBack(): void {
    const { socket } = this.#parts
    if (socket.writableNeedDrain) socket.pause()
    let unread = this.#forwarding?.unreadBytes ?? 0
    for (const session of this.#sessions) unread += session.unreadBytes
    if (unread > maxUnreadBytes) this.destroy()
  }

  #begin(connection: Connection): void {
    const { machine, config, peer, socket } = this.#parts
    const authentication = new Authentication(machine, config, connection, peer, this.#process.pid)
    connection.on('error', () => {})
    connection.on('authentication', (context) => {
      machine.detach(authentication.decide(context).catch(() => this.destroy()))
    })
    connection.once('ready', () => {
      const { identity } = authentication
      if (!identity) return this.destroy()
      this.#identity = identity
      this.#cancelGrace()
      this.#process.argv = [`sshd: ${identity.user.name} [priv]`]
      this.#serve(connection, identity)
    })
    connection.on('end', () => socket.end())
  }

  #serve(connection: Connection, identity: Identity): void {
    const { machine, peer, socket } = this.#parts
    const child = machine.processes.spawn(this.#process, [`sshd: ${identity.user.name}`])
    child.cred = machine.users.credentials(identity.user)
    child.signal.addEventListener('abort', () => this.destroy(), { once: true })
    socket.once('close', () => machine.processes.end(child, 0))
    this.#forwarding = new Forwarding(connection, machine.network, identity, child)
    connection.on('session', (accept, reject) => {
      if (this.#sessions.size >= identity.settings.maxSessions) return reject()
      const opened = accept()
      const session = new SshSession(
        { machine, identity, peer, socket, parent: child, logPid: this.#process.pid },
        opened,
      )
      this.#sessions.add(session)
      opened.on('close', () => this.#sessions.delete(session))
    })
  }

  #end(): void {
    if (this.#ended) return
    this.#ended = true
    const { machine, peer } = this.#parts
    this.#cancelGrace()
    for (const session of this.#sessions) session.hangUp()
    this.#forwarding?.close()
    machine.processes.end(this.#process, 0)
    const from = `${peer.address} port ${peer.port}`
    const text = this.#identity
      ? `Disconnected from user ${this.#identity.user.name} ${from}`
      : `Connection closed by ${from} [preauth]`
    machine.detach(authLog(machine, 'sshd', this.#process.pid, text))
    this.onEnd()
  }
}
