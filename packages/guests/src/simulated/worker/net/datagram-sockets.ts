import type { GuestDatagram, GuestUnreachable } from '../../../driver.ts'
import type { Machine } from '../system/machine.ts'
import type { Process } from '../system/process.ts'
import { FsError } from '../vfs/errors.ts'
import { isAny, isLoopback } from './addresses.ts'
import { covers, overlap, type Bound, type Endpoint } from './bound.ts'
import type { Network } from './network.ts'

export interface BindOptions extends Bound {
  /** 0 for any that is free. */
  readonly port: number
  readonly process: Process
  /** Takes packets of this one alone, and none but to it are sent. */
  readonly remote?: Endpoint
  receive(bytes: Uint8Array, from: Endpoint): void
  /** The other end said that nobody takes its packets. */
  refused?(): void
}

export interface DatagramSocket extends Bound {
  readonly fd: number
  readonly inode: number
  readonly process: Process
  readonly remote: Endpoint | undefined
  /** From now on as if it had been bound with this remote end. */
  connect(remote: Endpoint): void
  send(bytes: Uint8Array, to: Endpoint): Promise<void>
  close(): void
}

type Socket = DatagramSocket & Pick<BindOptions, 'receive' | 'refused'>

const maxSockets = 1_024
/** What fits into a UDP packet. */
export const maxDatagramBytes = 65_507

/** UDP sockets of a guest: who is bound where, and what goes between them and the network. */
export class DatagramSockets {
  readonly #machine: Machine
  readonly #network: Network
  readonly #sockets = new Set<Socket>()

  constructor(machine: Machine, network: Network) {
    this.#machine = machine
    this.#network = network
  }

  get bound(): readonly DatagramSocket[] {
    return [...this.#sockets]
  }

  /** Ends with the process. Throws what `bind` fails with. */
  bind(options: BindOptions): DatagramSocket {
    const { address, process } = options
    const port = options.port === 0 ? this.#network.freePort() : options.port
    if (port < 1024 && process.cred.uid !== 0) throw new FsError('EACCES', '', 'bind')
    if (!this.#network.isOwn(address)) throw new FsError('EADDRNOTAVAIL', '', 'bind')
    const taken = [...this.#sockets].some((other) => other.port === port && overlap(other, options))
    if (taken || this.#sockets.size >= maxSockets) throw new FsError('EADDRINUSE', '', 'bind')
    const close = (): void => {
      process.onEnd.delete(close)
      if (this.#sockets.delete(socket)) this.#network.onChange()
    }
    let { remote } = options
    const socket: Socket = {
      ...options,
      ...this.#network.descriptor(process),
      port,
      get remote() {
        return remote
      },
      connect: (to) => {
        remote = to
      },
      send: (bytes, to) => this.#send(socket, bytes, to),
      close,
    }
    this.#sockets.add(socket)
    process.onEnd.add(close)
    this.#network.onChange()
    return socket
  }

  receive({ localAddress, localPort, remoteAddress, remotePort, bytes }: GuestDatagram): boolean {
    const from = { address: remoteAddress, port: remotePort }
    const fits = [...this.#sockets].filter(
      (each) =>
        each.port === localPort &&
        covers(each, localAddress) &&
        (!each.remote || isSame(each.remote, from)),
    )
    const socket = fits.find(({ remote }) => remote) ?? fits[0]
    socket?.receive(bytes, from)
    return socket !== undefined
  }

  async #send(socket: Socket, bytes: Uint8Array, to: Endpoint): Promise<void> {
    if (bytes.length > maxDatagramBytes) throw new FsError('EMSGSIZE', '', 'write')
    const failure = await this.#carry(socket, bytes, to)
    if (failure?.unreachable === 'no-route') throw new FsError('ENETUNREACH', '', 'write')
    if (failure?.unreachable === 'refused') socket.refused?.()
  }

  async #carry(
    socket: Socket,
    bytes: Uint8Array,
    to: Endpoint,
  ): Promise<GuestUnreachable | undefined> {
    const network = this.#network
    if (network.isOwn(to.address)) {
      const address = isAny(to.address) ? (to.address === '::' ? '::1' : '127.0.0.1') : to.address
      const taken = this.receive({
        localAddress: address,
        localPort: to.port,
        remoteAddress:
          isLoopback(address) && isAny(socket.address) ? address : this.#sourceOf(socket, address),
        remotePort: socket.port,
        bytes,
      })
      return taken ? undefined : { unreachable: 'refused' }
    }
    const source = this.#sourceOf(socket, to.address)
    // The bridge of containers carries TCP alone.
    if (source === '' || this.#machine.hops > 0) return { unreachable: 'no-route' }
    return this.#machine.outside.sendDatagram({
      localAddress: source,
      localPort: socket.port,
      remoteAddress: to.address,
      remotePort: to.port,
      bytes,
    })
  }

  #sourceOf({ address }: Bound, to: string): string {
    if (!isAny(address)) return address
    return (this.#network.isOwn(to) ? to : this.#network.sourceFor(to)) ?? ''
  }
}

function isSame(one: Endpoint, other: Endpoint): boolean {
  return one.address === other.address && one.port === other.port
}
