import type { Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Connection, ServerChannel } from 'ssh2'
import type { Network } from '../net/network.ts'
import type { Process } from '../system/process.ts'
import type { Identity } from './auth.ts'

const maxChannels = 100
const maxListeners = 20

/** Port forwarding of one connection: `-L` and `-D` open connections from the guest, `-R` listens in it. */
export class Forwarding {
  readonly #network: Network
  readonly #process: Process
  readonly #connection: Connection
  readonly #channels = new Set<ServerChannel>()
  readonly #listeners = new Map<string, { close(): void }>()
  #closed = false

  constructor(connection: Connection, network: Network, identity: Identity, process: Process) {
    this.#connection = connection
    this.#network = network
    this.#process = process
    const { allowTcpForwarding: allowed } = identity.settings
    const restricted = identity.key?.portForwarding === false
    const local = !restricted && (allowed === 'yes' || allowed === 'local')
    const remote = !restricted && (allowed === 'yes' || allowed === 'remote')
    connection.on('tcpip', (accept, reject, { destIP, destPort }) => {
      if (!local || this.#channels.size >= maxChannels) return reject()
      void this.#open(accept, reject, destIP, destPort)
    })
    connection.on('request', (accept, reject, name, info) => {
      if (
        name === 'tcpip-forward' &&
        remote &&
        this.#listen(info.bindAddr, info.bindPort, identity)
      )
        return accept?.(info.bindPort)
      if (name === 'cancel-tcpip-forward') {
        this.#listeners.get(`${info.bindAddr}:${info.bindPort}`)?.close()
        if (this.#listeners.delete(`${info.bindAddr}:${info.bindPort}`)) return accept?.()
      }
      reject?.()
    })
  }

  get unreadBytes(): number {
    let bytes = 0
    for (const channel of this.#channels) bytes += channel.readableLength
    return bytes
  }

  close(): void {
    this.#closed = true
    for (const listener of this.#listeners.values()) listener.close()
    this.#listeners.clear()
  }

  async #open(
    accept: () => ServerChannel,
    reject: () => void,
    name: string,
    port: number,
  ): Promise<void> {
    const address = await this.#addressOf(name)
    const socket =
      address === undefined
        ? undefined
        : await this.#network.connect({ address, port, process: this.#process })
    if (!socket || 'unreachable' in socket) return reject()
    if (this.#closed) {
      socket.destroy()
      return
    }
    this.#join(accept(), socket)
  }

  async #addressOf(name: string): Promise<string | undefined> {
    const found = await this.#network.resolve(name)
    return 'unreachable' in found ? undefined : found[0]
  }

  /** Unprivileged users may not take the low ports, and nobody listens beyond the loopback unless GatewayPorts says so. */
  #listen(bindAddress: string, port: number, identity: Identity): boolean {
    if (port <= 0 || this.#listeners.size >= maxListeners) return false
    if (port < 1024 && identity.user.uid !== 0) return false
    try {
      const listener = this.#network.listen({
        address: '127.0.0.1',
        port,
        process: this.#process,
        accept: (socket, peer) => {
          this.#connection.forwardOut(
            bindAddress,
            port,
            peer.address,
            peer.port,
            (error, channel) => {
              if (error) socket.destroy()
              else this.#join(channel, socket)
            },
          )
        },
      })
      this.#listeners.set(`${bindAddress}:${port}`, listener)
      return true
    } catch {
      return false
    }
  }

  #join(channel: ServerChannel, socket: Duplex): void {
    this.#channels.add(channel)
    channel.once('close', () => {
      this.#channels.delete(channel)
      socket.destroy()
    })
    void pipeline(channel, socket).catch(() => channel.close())
    void pipeline(socket, channel).catch(() => channel.close())
  }
}
