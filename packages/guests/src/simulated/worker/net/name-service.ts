import type { GuestUnreachable } from '../../../driver.ts'
import type { Machine } from '../system/machine.ts'
import { rootCredentials } from '../vfs/inode.ts'
import { plainAddress } from './addresses.ts'
import type { Network } from './network.ts'

/** Looks names up as the guest's own files say: `/etc/hosts`, its host name, then the name server of `/etc/resolv.conf`. */
export class NameService {
  readonly #machine: Machine
  readonly #network: Network

  constructor(machine: Machine, network: Network) {
    this.#machine = machine
    this.#network = network
  }

  async resolve(typed: string): Promise<readonly string[] | GuestUnreachable> {
    const name = typed.replace(/\.$/, '').toLowerCase()
    const address = plainAddress(typed)
    if (address !== undefined) return [address]
    const local = await this.local(name)
    if (local.length > 0) return local
    return this.ask(name)
  }

  /** What needs no name server. */
  async local(name: string): Promise<readonly string[]> {
    const hosts = await this.#read('/etc/hosts')
    const found = hosts
      .map((line) => line.split(/\s+/))
      .filter(([, ...names]) => names.includes(name))
      .flatMap(([address = '']) => plainAddress(address) ?? [])
    if (found.length > 0) return found
    if (name === 'localhost' || name.endsWith('.localhost')) return ['127.0.0.1']
    const { hostname } = this.#machine
    const own = name === hostname || name === hostname.split('.')[0]
    return own ? this.#network.addresses.slice(0, 1) : []
  }

  /** The name servers' answer, with the search domains for a name without a dot. */
  async ask(name: string, server?: string): Promise<readonly string[] | GuestUnreachable> {
    const configuration = await this.#configuration()
    const values = (key: string): string[] => configuration.get(key) ?? []
    const servers = server === undefined ? values('nameserver') : [server]
    const names = name.includes('.')
      ? [name]
      : [...[...values('search'), ...values('domain')].map((domain) => `${name}.${domain}`), name]
    let answer: readonly string[] | GuestUnreachable = { unreachable: 'unknown-host' }
    for (const each of names) {
      answer = await this.#askServers(each, servers.length > 0 ? servers : ['127.0.0.1'])
      if (!('unreachable' in answer)) return answer
      if (answer.unreachable !== 'unknown-host') return answer
    }
    return answer
  }

  /** The next one is asked where one does not answer. */
  async #askServers(
    name: string,
    servers: readonly string[],
  ): Promise<readonly string[] | GuestUnreachable> {
    let answer: readonly string[] | GuestUnreachable = { unreachable: 'timed-out' }
    for (const server of servers) {
      const address = plainAddress(server)
      if (address === undefined || address === '127.0.0.1') continue
      // systemd-resolved asks the VPC's own.
      answer = await this.#machine.outside.resolve(
        name,
        address === '127.0.0.53' ? undefined : address,
      )
      if (!('unreachable' in answer) || answer.unreachable === 'unknown-host') return answer
    }
    return answer
  }

  async servers(): Promise<readonly string[]> {
    return (await this.#configuration()).get('nameserver') ?? []
  }

  async #configuration(): Promise<Map<string, string[]>> {
    const values = new Map<string, string[]>()
    for (const line of await this.#read('/etc/resolv.conf')) {
      const [key = '', ...rest] = line.split(/\s+/)
      values.set(key, [...(values.get(key) ?? []), ...rest])
    }
    return values
  }

  async #read(path: string): Promise<string[]> {
    const text = await this.#machine.vfs.readText(path, rootCredentials).catch(() => '')
    return text
      .split('\n')
      .map((line) => line.replace(/[#;].*$/, '').trim())
      .filter((line) => line !== '')
  }
}
