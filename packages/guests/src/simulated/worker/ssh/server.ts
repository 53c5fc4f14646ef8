import type { Duplex } from 'node:stream'
import type { ServerConfig } from 'ssh2'
import type { Peer } from '../net/network.ts'
import type { Machine } from '../system/machine.ts'
import { rootCredentials } from '../vfs/inode.ts'
import { SshConnection } from './connection.ts'
import { readHostKeys } from './host-key-files.ts'
import { SshdConfig, type SshdSettings } from './sshd-config.ts'

/** A timer's longest delay: the library's own keep-alive, which OpenSSH does not have, is put off for good. */
const neverMs = 2_147_483_647

/** sshd, once started: its configuration and host keys are those of that moment, as in life until it is reloaded. */
export class SshServer {
  readonly settings: SshdSettings
  readonly #machine: Machine
  readonly #config: SshdConfig
  readonly #options: ServerConfig
  readonly #open = new Set<SshConnection>()

  /** Throws what sshd says when it cannot start. */
  static async start(machine: Machine): Promise<SshServer> {
    const config = await SshdConfig.read(machine)
    if (config.faults.length > 0) throw new Error(config.faults.join('\n'))
    const { hostKeys, banner } = config.settings()
    const { keys, faults } = await readHostKeys(machine, hostKeys)
    if (keys.length === 0) throw new Error(faults.join('\n'))
    const text =
      banner === undefined
        ? ''
        : await machine.vfs.readText(banner, rootCredentials).catch(() => '')
    return new SshServer(machine, config, keys, text)
  }

  private constructor(
    machine: Machine,
    config: SshdConfig,
    keys: readonly string[],
    banner: string,
  ) {
    this.#machine = machine
    this.#config = config
    this.settings = config.settings()
    this.#options = {
      hostKeys: [...keys],
      ident: machine.facts.sshIdent,
      keepaliveInterval: neverMs,
      // A compressor holds in memory what a hostile stream makes of it; nobody here needs one.
      algorithms: { compress: ['none'] },
      ...(banner === '' ? {} : { banner: banner.trimEnd().replaceAll('\n', '\r\n') }),
    }
  }

  /** A connection to the port. `daemon`: pid of the unit that this is. */
  accept(socket: Duplex, peer: Peer, daemon: number): void {
    if (this.#refusesNow()) {
      socket.destroy()
      return
    }
    const connection = new SshConnection({
      machine: this.#machine,
      config: this.#config,
      options: this.#options,
      socket,
      peer,
      daemon,
    })
    this.#open.add(connection)
    connection.onEnd = () => this.#open.delete(connection)
    this.#machine.detach(connection.begin())
  }

  /** The daemon stops: who is in stays in, as in life; who is not yet is cut off. */
  stop(): void {
    for (const connection of this.#open) if (!connection.authenticated) connection.destroy()
  }

  /** MaxStartups: beyond the first number of strangers at once some are dropped, beyond the last all. */
  #refusesNow(): boolean {
    const [begin, rate, full] = this.settings.maxStartups
    const waiting = [...this.#open].filter((connection) => !connection.authenticated).length
    if (waiting < begin) return false
    if (waiting >= full) return true
    const chance = rate + ((100 - rate) * (waiting - begin)) / Math.max(1, full - begin)
    return ((this.#machine.randomBytes(1)[0] ?? 0) / 256) * 100 < chance
  }
}
