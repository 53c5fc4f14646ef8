import { isIPv4 } from 'node:net'
import type { GuestUnreachable } from '../../../driver.ts'
import type { Machine } from '../system/machine.ts'
import { rootCredentials } from '../vfs/inode.ts'
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
    if (isIPv4(name)) return [name]
    if (name === '::1') return ['127.0.0.1']
    const local = await this.local(name)
    if (local.length > 0) return local
    return this.ask(name)
  }

  /** What needs no name server. */
  async local(name: string): Promise<readonly string[]> {
    const hosts = await this.#read('/etc/hosts')
    const found = hosts
      .map((line) => line.split(/\s+/))
      .filter(([address = '', ...names]) => isIPv4(address) && names.includes(name))
      .map(([address = '']) => address)
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
    if (!(await this.#answers(servers))) return { unreachable: 'timed-out' }
    const names = name.includes('.')
      ? [name]
      : [...[...values('search'), ...values('domain')].map((domain) => `${name}.${domain}`), name]
    let answer: readonly string[] | GuestUnreachable = { unreachable: 'unknown-host' }
    for (const each of names) {
      answer = await this.#machine.outside.resolve(each)
      if (!('unreachable' in answer)) return answer
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

  /** Whether one of the name servers is there: Amazon's own always is, another must be reachable. */
  async #answers(servers: readonly string[]): Promise<boolean> {
    for (const server of servers.length > 0 ? servers : ['127.0.0.1']) {
      if (server === '169.254.169.253' || server === '127.0.0.53') return true
      if (this.#machine.spec.interfaces.some((nic) => isAmazonServer(server, nic.privateIp)))
        return true
      if (!isIPv4(server) || server.startsWith('127.')) continue
      const socket = await this.#machine.outside.connect({ address: server, port: 53 })
      if ('unreachable' in socket) continue
      socket.destroy()
      return true
    }
    return false
  }

  async #read(path: string): Promise<string[]> {
    const text = await this.#machine.vfs.readText(path, rootCredentials).catch(() => '')
    return text
      .split('\n')
      .map((line) => line.replace(/[#;].*$/, '').trim())
      .filter((line) => line !== '')
  }
}

/** The VPC's base address plus two, as far as a guest can know its VPC. */
function isAmazonServer(server: string, own: string): boolean {
  return server.endsWith('.0.2') && server.split('.')[0] === own.split('.')[0]
}
