import { isIPv4, isIPv6 } from 'node:net'

export type Family = 4 | 6

/** An address in the one form in which addresses are compared: short, lower case, without a zone; undefined for what is none. */
export function plainAddress(text: string): string | undefined {
  if (isIPv4(text)) return text
  const [address = ''] = text.replace(/^\[(.*)\]$/, '$1').split('%')
  if (!isIPv6(address)) return undefined
  const plain = new URL(`http://[${address}]`).hostname.slice(1, -1)
  // IPv4 in IPv6's clothes.
  const mapped = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/.exec(plain)
  if (!mapped) return plain
  const [high = 0, low = 0] = mapped.slice(1).map((group) => Number.parseInt(group, 16))
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

export function familyOf(address: string): Family {
  return address.includes(':') ? 6 : 4
}

/** `172.31.5.6:80` and `[2001:db8::1]:80` */
export function endpointText(address: string, port: number | string): string {
  return `${address.includes(':') ? `[${address}]` : address}:${port}`
}

export function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1'
}

/** All addresses of a family. */
export function isAny(address: string): boolean {
  return address === '0.0.0.0' || address === '::'
}

/** The address that an interface gives itself by its hardware's (RFC 4291, modified EUI-64). */
export function linkLocalAddress(macAddress: string): string {
  const bytes = macAddress.split(':').map((part) => Number.parseInt(part, 16))
  const [first = 0, ...rest] = bytes
  const whole = [first ^ 2, ...rest.slice(0, 2), 0xff, 0xfe, ...rest.slice(2)]
  const groups = [0, 2, 4, 6].map((at) =>
    (((whole[at] ?? 0) << 8) + (whole[at + 1] ?? 0)).toString(16),
  )
  return plainAddress(`fe80::${groups.join(':')}`) ?? ''
}

/** The first four groups of an IPv6 address: its subnet. */
export function prefix64(address: string): string {
  const [head = '', tail = ''] = address.split('::')
  const [left, right] = [head, tail].map((part) => part.split(':').filter(Boolean))
  const missing = address.includes('::') ? 8 - (left?.length ?? 0) - (right?.length ?? 0) : 0
  return [...(left ?? []), ...Array<string>(missing).fill('0'), ...(right ?? [])]
    .slice(0, 4)
    .join(':')
}

/** Whether an IPv4 address lies in a block. */
export function isInBlock(address: string, block: string): boolean {
  const [base = '', length = '32'] = block.split('/')
  if (!isIPv4(address) || !isIPv4(base)) return false
  const size = 2 ** (32 - Number(length))
  return Math.floor(numberOf(address) / size) === Math.floor(numberOf(base) / size)
}

function numberOf(address: string): number {
  return address.split('.').reduce((value, part) => value * 256 + Number(part), 0)
}

/** The router, network and broadcast address of the subnet that an IPv4 address is in. */
export function networkOf(
  address: string,
  prefix: number,
): { base: string; router: string; broadcast: string } {
  const size = 2 ** (32 - prefix)
  const base = Math.floor(numberOf(address) / size) * size
  const dotted = (value: number): string =>
    [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.')
  return { base: dotted(base), router: dotted(base + 1), broadcast: dotted(base + size - 1) }
}
