import { createHash } from 'node:crypto'

/** 127.16.0.1 to 127.254.255.254: clear of 127.0.0.1 and of what systems keep for themselves beside it. */
const firstSecondOctet = 16
const secondOctets = 239

/** A loopback address for each instance: the same one as long as nothing else has it, and never one for two. */
export class LoopbackAddresses {
  readonly #owners = new Map<string, string>()
  readonly #addresses = new Map<string, string>()

  take(owner: string): string {
    const known = this.#addresses.get(owner)
    if (known !== undefined) return known
    for (let attempt = 0; ; attempt++) {
      const address = candidate(owner, attempt)
      if (this.#owners.has(address)) continue
      this.#owners.set(address, owner)
      this.#addresses.set(owner, address)
      return address
    }
  }

  release(owner: string): void {
    const address = this.#addresses.get(owner)
    if (address === undefined) return
    this.#addresses.delete(owner)
    this.#owners.delete(address)
  }
}

function candidate(owner: string, attempt: number): string {
  const digest = createHash('sha256').update(`${owner}\0${attempt}`).digest()
  const octet = (at: number, first: number, count: number): number =>
    first + (digest.readUInt16BE(at) % count)
  return `127.${octet(0, firstSecondOctet, secondOctets)}.${octet(2, 0, 256)}.${octet(4, 1, 254)}`
}
