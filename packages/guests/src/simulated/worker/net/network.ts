import type { Duplex } from 'node:stream'
import type {
  GuestAccept,
  GuestDatagram,
  GuestHop,
  GuestPing,
  GuestTls,
  GuestUnreachable,
} from '../../../driver.ts'
import { framePair } from '../../frame-stream.ts'
import type { OpenPort } from '../../protocol.ts'
import type { Machine } from '../system/machine.ts'
import type { Process } from '../system/process.ts'
import { FsError } from '../vfs/errors.ts'
import { isAny } from './addresses.ts'
import { covers, openPorts, overlap, type Endpoint } from './bound.ts'
import { DatagramSockets } from './datagram-sockets.ts'
import { metadataAddresses, openMetadataService } from './metadata-service.ts'
import { NameService } from './name-service.ts'
import { OwnAddresses } from './own-addresses.ts'

/** A connection as it comes to a listener: where from, to which of the guest's addresses, and whether as TLS. */
export interface Peer extends Endpoint {
  readonly local: Endpoint
  readonly tls?: GuestTls
}

export interface ListenOptions {
  /** `0.0.0.0`, `127.0.0.1`, or one of the guest's addresses; `::` is all of them, of both families. */
  readonly address: string
  /** `::` without IPv4. */
  readonly onlyIpv6?: boolean
  /** 0 for any that is free. */
  readonly port: number
  readonly process: Process
  /** Takes connections that speak TLS, and no others. */
  readonly tls?: boolean
  accept(socket: Duplex, peer: Peer): void
}

/** What a process knows a socket by, and what the kernel does. */
export interface Descriptor {
  readonly fd: number
  readonly inode: number
}

export interface Listener extends Endpoint, Descriptor {
  readonly process: Process
  readonly onlyIpv6?: boolean
  close(): void
}

export interface Connection extends Descriptor {
  readonly local: Endpoint
  readonly remote: Endpoint
  readonly process: Process
}

const firstEphemeralPort = 32_768
const lastEphemeralPort = 60_999
/** A hostile guest may listen and connect without end. */
const maxSockets = 4_096

/** The guest's own end of the network: who listens, who is connected, loopback, and the way out. */
export class Network {
  readonly #machine: Machine
  readonly #names: NameService
  readonly #own: OwnAddresses
  readonly #listeners = new Set<Listener & ListenOptions>()
  readonly #connections = new Set<Connection>()
  readonly #held = new WeakMap<Duplex, { connection: Connection; readonly close: () => void }>()
  #nextPort = firstEphemeralPort
  #nextInode = 20_481
  /** Who is on the guest's bridge, itself and its containers, by address. */
  readonly bridge: Map<string, Network>
  readonly datagrams: DatagramSockets
  /** Who listens has changed. */
  onChange: () => void = () => {}

  constructor(machine: Machine, bridge = new Map<string, Network>()) {
    this.#machine = machine
    this.bridge = bridge
    this.#names = new NameService(machine, this)
    this.#own = new OwnAddresses(machine)
    this.datagrams = new DatagramSockets(machine, this)
  }

  get addresses(): readonly string[] {
    return this.#own.ipv4
  }

  get ipv6Addresses(): readonly string[] {
    return this.#own.ipv6
  }

  sourceFor(to: string, from?: string): string | undefined {
    return this.#own.sourceFor(to, from)
  }

  isOwn(address: string): boolean {
    return this.#own.has(address)
  }

  get listeners(): readonly Listener[] {
    return [...this.#listeners]
  }

  get connections(): readonly Connection[] {
    return [...this.#connections]
  }

  /** Ports that can be reached from outside. */
  get ports(): readonly OpenPort[] {
    const ports = [
      ...this.listeners.flatMap((one) => openPorts('tcp', one)),
      ...this.datagrams.bound.flatMap((one) => openPorts('udp', one)),
    ]
    return [...new Set(ports)].sort()
  }

  /** Begins to listen; ends with the process. Throws what `bind` fails with. */
  listen(options: ListenOptions): Listener {
    const { process } = options
    const address = options.address === '*' ? '::' : options.address
    const port = options.port === 0 ? this.freePort() : options.port
    if (port < 1024 && process.cred.uid !== 0) throw new FsError('EACCES', '', 'bind')
    if (!this.isOwn(address)) throw new FsError('EADDRNOTAVAIL', '', 'bind')
    if (this.#listeners.size >= maxSockets) throw new FsError('EADDRINUSE', '', 'bind')
    for (const other of this.#listeners)
      if (other.port === port && overlap(other, { ...options, address }))
        throw new FsError('EADDRINUSE', '', 'bind')
    const close = (): void => {
      process.onEnd.delete(close)
      if (this.#listeners.delete(listener)) this.onChange()
    }
    const listener = { ...options, ...this.descriptor(process), address, port, close }
    this.#listeners.add(listener)
    process.onEnd.add(close)
    this.onChange()
    return listener
  }

  /** A TCP connection; the program that asked does the waiting that a failure takes. */
  async connect(options: {
    readonly address: string
    readonly port: number
    readonly process: Process
    readonly tls?: GuestTls
    readonly sourcePort?: number
    /** A device, or one of the guest's addresses. */
    readonly from?: string
  }): Promise<Duplex | GuestUnreachable> {
    const { address, port, process, tls } = options
    const sourcePort = options.sourcePort ?? this.freePort()
    if (this.#connections.size >= maxSockets) return { unreachable: 'no-route' }
    if (this.isOwn(address)) return this.#loopBack(options, sourcePort)
    const near = this.bridge.get(address)
    if (near) return this.#cross(near, options, sourcePort)
    const source = this.sourceFor(address, options.from)
    if (source === undefined) return { unreachable: 'no-route' }
    const socket =
      metadataAddresses.includes(address) && port === 80
        ? await openMetadataService(this.#machine, address)
        : await this.#machine.outside.connect({
            address,
            port,
            sourcePort,
            // A container's is the bridge's affair.
            ...(this.#machine.hops === 0 ? { localAddress: source } : {}),
            ...(tls ? { tls } : {}),
          })
    if ('unreachable' in socket) return socket
    const local = { address: source, port: sourcePort }
    this.#track(socket, { local, remote: { address, port }, process })
    return socket
  }

  /** A connection from outside; false when nobody listens. */
  accept(socket: () => Duplex, to: GuestAccept): boolean {
    const local = { address: to.localAddress, port: to.port }
    const listener = this.#find(local)
    if (!listener) return false
    this.#hand(listener, socket(), {
      address: to.remoteAddress,
      port: to.remotePort,
      local,
      ...(to.tls ? { tls: to.tls } : {}),
    })
    return true
  }

  /** A UDP packet from outside. */
  receive(datagram: GuestDatagram): void {
    this.datagrams.receive(datagram)
  }

  /** Addresses of a name by the guest's own rules: its files, its name server. */
  resolve(name: string): Promise<readonly string[] | GuestUnreachable> {
    return this.#names.resolve(name)
  }

  /** The same by a name server alone, its own or a given one. */
  query(name: string, server?: string): Promise<readonly string[] | GuestUnreachable> {
    return this.#names.ask(name.replace(/\.$/, '').toLowerCase(), server)
  }

  nameServers(): Promise<readonly string[]> {
    return this.#names.servers()
  }

  async ping(address: string, device?: string): Promise<GuestPing | GuestUnreachable> {
    if (this.isOwn(address)) return { roundTripMs: 0.03, ttl: 64 }
    const from = this.#outsideSource(address, device)
    if (from === 'none') return { unreachable: 'no-route' }
    return this.#machine.outside.ping(address, from)
  }

  async trace(address: string): Promise<readonly GuestHop[]> {
    if (this.isOwn(address)) return [{ address, roundTripMs: 0.03 }]
    const from = this.#outsideSource(address)
    return from === 'none' ? [] : this.#machine.outside.trace(address, from)
  }

  /** The address that the cloud knows a packet by; what leaves a container takes its guest's. */
  #outsideSource(address: string, device?: string): string | undefined {
    const source = this.sourceFor(address, device)
    if (source === undefined) return 'none'
    return this.#machine.hops === 0 ? source : undefined
  }

  #loopBack(
    options: {
      readonly address: string
      readonly port: number
      readonly process: Process
      readonly tls?: GuestTls
    },
    sourcePort: number,
  ): Duplex | GuestUnreachable {
    const { address: typed } = options
    const address = isAny(typed) ? (typed === '::' ? '::1' : '127.0.0.1') : typed
    const to = { address, port: options.port }
    const listener = this.#find(to)
    if (!listener) return { unreachable: 'refused' }
    const from = { address: address.startsWith('127.') ? '127.0.0.1' : address, port: sourcePort }
    const [near, far] = framePair()
    this.#track(near, { local: from, remote: to, process: options.process })
    this.#hand(listener, far, { ...from, local: to, ...(options.tls ? { tls: options.tls } : {}) })
    return near
  }

  /** To another network of this guest. */
  #cross(
    near: Network,
    options: {
      readonly address: string
      readonly port: number
      readonly process: Process
      readonly tls?: GuestTls
    },
    sourcePort: number,
  ): Duplex | GuestUnreachable {
    const { address, port, process, tls } = options
    const own = [...this.bridge].find(([, network]) => network === this)?.[0]
    const from = { address: own ?? this.addresses[0] ?? '0.0.0.0', port: sourcePort }
    const [mine, theirs] = framePair()
    const open = near.accept(() => theirs, {
      port,
      localAddress: address,
      remoteAddress: from.address,
      remotePort: sourcePort,
      ...(tls ? { tls } : {}),
    })
    if (!open) return { unreachable: 'refused' }
    this.#track(mine, { local: from, remote: { address, port }, process })
    return mine
  }

  #find(to: Endpoint): ListenOptions | undefined {
    for (const listener of this.#listeners)
      if (listener.port === to.port && covers(listener, to.address)) return listener
    return undefined
  }

  #hand(listener: ListenOptions, socket: Duplex, peer: Peer): void {
    const { process } = listener
    this.#track(socket, { local: peer.local, remote: peer, process })
    // Neither end understands the other's first bytes.
    if ((peer.tls !== undefined) !== (listener.tls ?? false) && peer.tls) socket.destroy()
    else listener.accept(socket, peer)
  }

  /** Another process has the connection from now on, as after a fork: it ends with that one. */
  handOver(socket: Duplex, process: Process): void {
    const held = this.#held.get(socket)
    if (!held) return
    this.#connections.delete(held.connection)
    held.connection.process.onEnd.delete(held.close)
    held.connection = { ...held.connection, ...this.descriptor(process), process }
    this.#connections.add(held.connection)
    process.onEnd.add(held.close)
  }

  /** The next number of each kind that is free. */
  descriptor(process: Process): Descriptor {
    const taken = new Set(
      [...this.#listeners, ...this.#connections, ...this.datagrams.bound]
        .filter((one) => one.process === process)
        .map(({ fd }) => fd),
    )
    let fd = 3
    while (taken.has(fd)) fd += 1
    return { fd, inode: this.#nextInode++ }
  }

  #track(socket: Duplex, opened: Omit<Connection, keyof Descriptor>): void {
    const connection = { ...opened, ...this.descriptor(opened.process) }
    const close = (): void => {
      if (!socket.writableEnded) socket.end()
      socket.resume()
    }
    const held = { connection, close }
    this.#held.set(socket, held)
    this.#connections.add(connection)
    connection.process.onEnd.add(close)
    socket.on('close', () => {
      this.#connections.delete(held.connection)
      held.connection.process.onEnd.delete(close)
      this.#machine.onRest()
    })
  }

  /** One that no socket of this guest has. */
  freePort(): number {
    const taken = new Set([
      ...this.datagrams.bound.map(({ port }) => port),
      ...this.listeners.map(({ port }) => port),
      ...this.connections.map(({ local }) => local.port),
    ])
    do {
      this.#nextPort = this.#nextPort >= lastEphemeralPort ? firstEphemeralPort : this.#nextPort + 2
    } while (taken.has(this.#nextPort))
    return this.#nextPort
  }
}
