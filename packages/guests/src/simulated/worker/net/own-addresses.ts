import { interfaceName } from '../../distributions.ts'
import type { Machine } from '../system/machine.ts'
import {
  familyOf,
  isAny,
  isInBlock,
  isLoopback,
  linkLocalAddress,
  plainAddress,
  prefix64,
} from './addresses.ts'

/** A guest's addresses as its interfaces have them at present, and which of them it uses. */
export class OwnAddresses {
  readonly #machine: Machine

  constructor(machine: Machine) {
    this.#machine = machine
  }

  /** All of the guest's IPv4 addresses but loopback, the primary one first. */
  get ipv4(): readonly string[] {
    return this.#machine.spec.interfaces.flatMap(({ privateIp, secondaryIps = [] }) => [
      ...(privateIp === undefined ? [] : [privateIp]),
      ...secondaryIps,
    ])
  }

  /** Its IPv6 addresses that count beyond the subnet. */
  get ipv6(): readonly string[] {
    return this.#machine.spec.interfaces.flatMap(({ ipv6Addresses = [] }) => ipv6Addresses)
  }

  /**
   * Which of its addresses the kernel uses towards another one, from a device or an address if the program asks for it; undefined
   * where it has no way there.
   */
  sourceFor(to: string, from?: string): string | undefined {
    const { spec, facts } = this.#machine
    const family = familyOf(to)
    if (from !== undefined && plainAddress(from) === from)
      return this.has(from) && familyOf(from) === family ? from : undefined
    const interfaces = spec.interfaces.filter(
      (_, index) => from === undefined || interfaceName(facts, index) === from,
    )
    if (family === 4) {
      const numbered = interfaces.filter(({ privateIp }) => privateIp !== undefined)
      const near = numbered.find(({ subnetCidr }) => isInBlock(to, subnetCidr ?? ''))
      return (near ?? numbered[0])?.privateIp
    }
    const all = interfaces.flatMap(({ ipv6Addresses = [] }) => ipv6Addresses)
    return all.find((each) => prefix64(each) === prefix64(to)) ?? all[0]
  }

  has(address: string): boolean {
    return (
      isAny(address) ||
      isLoopback(address) ||
      this.ipv4.includes(address) ||
      this.ipv6.includes(address) ||
      this.#machine.spec.interfaces.some(
        ({ macAddress }) => linkLocalAddress(macAddress) === address,
      )
    )
  }
}
