/** An IPv4 block; addresses as unsigned 32-bit numbers. */
export interface Ipv4Block {
  readonly first: number
  readonly prefixLength: number
  readonly size: number
}

/** Undefined when the text is no dotted quad. */
export function parseIpv4(text: string): number | undefined {
  // Digit by digit: every packet's addresses come through here.
  let value = 0
  let part = -1
  let parts = 0
  for (let at = 0; at <= text.length; at += 1) {
    const digit = at < text.length ? text.charCodeAt(at) - 48 : -2
    if (digit >= 0 && digit <= 9) {
      // No leading zero.
      if (part === 0) return undefined
      part = part === -1 ? digit : part * 10 + digit
      if (part > 255) return undefined
    } else {
      // A dot is two below zero, as is the end.
      if (digit !== -2 || part === -1) return undefined
      value = value * 256 + part
      part = -1
      parts += 1
    }
  }
  return parts === 4 ? value : undefined
}

export function formatIpv4(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.')
}

/** Host bits are dropped: `10.0.0.7/24` is the block 10.0.0.0/24. Undefined when the text is no block. */
export function parseIpv4Block(text: string): Ipv4Block | undefined {
  const [address = '', length = '', ...rest] = text.split('/')
  const value = parseIpv4(address)
  if (value === undefined || rest.length > 0 || !/^\d{1,2}$/.test(length)) return undefined
  const prefixLength = Number(length)
  if (prefixLength > 32) return undefined
  const size = 2 ** (32 - prefixLength)
  return { first: Math.floor(value / size) * size, prefixLength, size }
}

export function formatIpv4Block({ first, prefixLength }: Ipv4Block): string {
  return `${formatIpv4(first)}/${prefixLength}`
}

export function blockContains(block: Ipv4Block, address: number): boolean {
  return address >= block.first && address < block.first + block.size
}

/** Whether all of `inner` lies in `outer`. */
export function blockCovers(outer: Ipv4Block, inner: Ipv4Block): boolean {
  return outer.prefixLength <= inner.prefixLength && blockContains(outer, inner.first)
}

export function blocksOverlap(a: Ipv4Block, b: Ipv4Block): boolean {
  return blockCovers(a, b) || blockCovers(b, a)
}

/** 128 bits; undefined when the text is no IPv6 address. */
export function parseIpv6(text: string): bigint | undefined {
  let source = text
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text)
  if (tail) {
    const embedded = parseIpv4(tail[2] ?? '')
    if (embedded === undefined) return undefined
    source = `${tail[1]}${Math.floor(embedded / 65_536).toString(16)}:${(embedded % 65_536).toString(16)}`
  }
  const [left = '', right, ...rest] = source.split('::')
  if (rest.length > 0) return undefined
  const head = left === '' ? [] : left.split(':')
  const end = right === undefined || right === '' ? [] : right.split(':')
  const missing = 8 - head.length - end.length
  if (right === undefined ? missing !== 0 : missing < 1) return undefined
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...end]
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined
  return groups.reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n)
}

/** As RFC 5952 writes it: lower case, the longest run of zeros shortened. */
export function formatIpv6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) =>
    ((value >> BigInt(16 * (7 - i))) & 0xffffn).toString(16),
  )
  const runs = [...groups.join(':').matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)]
  const longest = runs.reduce((best, [run]) => (run.length > best.length ? run : best), '')
  if (longest === '') return groups.join(':')
  const at = groups.join(':').indexOf(longest)
  const text = groups.join(':')
  return `${text.slice(0, at)}::${text.slice(at + longest.length).replace(/^:/, '')}`
}

export interface Ipv6Block {
  readonly first: bigint
  readonly prefixLength: number
}

export function parseIpv6Block(text: string): Ipv6Block | undefined {
  const [address = '', length = '', ...rest] = text.split('/')
  const value = parseIpv6(address)
  if (value === undefined || rest.length > 0 || !/^\d{1,3}$/.test(length)) return undefined
  const prefixLength = Number(length)
  if (prefixLength > 128) return undefined
  const hostBits = BigInt(128 - prefixLength)
  return { first: (value >> hostBits) << hostBits, prefixLength }
}

export function formatIpv6Block({ first, prefixLength }: Ipv6Block): string {
  return `${formatIpv6(first)}/${prefixLength}`
}

/** Whether all of `inner` lies in `outer`. */
export function ipv6BlockCovers(outer: Ipv6Block, inner: Ipv6Block): boolean {
  const hostBits = BigInt(128 - outer.prefixLength)
  return (
    outer.prefixLength <= inner.prefixLength && inner.first >> hostBits === outer.first >> hostBits
  )
}
