import { parseIpv4, parseIpv4Block, parseIpv6, parseIpv6Block } from './cidr.ts'

/** An IPv4 address as a number, an IPv6 address as a bigint: the two never compare equal, nor lie in each other's blocks. */
export type Address = number | bigint

/** Undefined when the text is no address. */
export function parseAddress(text: string): Address | undefined {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text)
}

/** A block of either family, both ends included. */
export interface Block {
  readonly text: string
  readonly first: Address
  readonly last: Address
  readonly prefixLength: number
}

/** Undefined when the text is no block. */
export function parseBlock(text: string): Block | undefined {
  if (text.includes(':')) {
    const block = parseIpv6Block(text)
    if (!block) return undefined
    const { first, prefixLength } = block
    return { text, first, last: first + (1n << BigInt(128 - prefixLength)) - 1n, prefixLength }
  }
  const block = parseIpv4Block(text)
  if (!block) return undefined
  const { first, size, prefixLength } = block
  return { text, first, last: first + size - 1, prefixLength }
}

export function contains(block: Block, address: Address): boolean {
  return typeof block.first === typeof address && address >= block.first && address <= block.last
}

/** `198.18.3.4/32`, `2001:db8::1/128` */
export function hostBlock(text: string): string {
  return `${text}/${text.includes(':') ? 128 : 32}`
}

/** `0.0.0.0/0` or `::/0`, of the address's family. */
export function everywhere(address: Address): string {
  return typeof address === 'bigint' ? '::/0' : '0.0.0.0/0'
}

const privateBlocks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7']
  .map(parseBlock)
  .filter((block) => block !== undefined)

/** Addresses that the Internet does not carry. */
export function isPrivate(address: Address): boolean {
  return privateBlocks.some((block) => contains(block, address))
}
