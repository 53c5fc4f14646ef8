/** An IPv6 block as numbers; undefined when the text is none, or has host bits. */
export function parseIpv6Block(text: string): { first: bigint; length: number } | undefined {
  const [address = '', bits = ''] = text.trim().split('/')
  const length = Number(bits)
  const first = parseIpv6(address)
  if (first === undefined || !/^\d{1,3}$/.test(bits) || length > 128) return undefined
  return first % sizeOf(length) === 0n ? { first, length } : undefined
}

const sizeOf = (length: number) => 1n << BigInt(128 - length)

/** An address as one number; the browser knows how it may be shortened. */
export function parseIpv6(text: string): bigint | undefined {
  if (!/^[\da-f:]+$/i.test(text) || !URL.canParse(`http://[${text}]`)) return undefined
  const [head = '', tail] = new URL(`http://[${text}]`).hostname.slice(1, -1).split('::')
  const left = head.split(':').filter(Boolean)
  const right = (tail ?? '').split(':').filter(Boolean)
  const zeros = Array<string>(8 - left.length - right.length).fill('0')
  return [...left, ...zeros, ...right].reduce(
    (sum, group) => (sum << 16n) + BigInt(`0x${group}`),
    0n,
  )
}

/** The first /64 of a block that touches none of those taken. */
export function nextFree64(within: string, taken: readonly string[]): string | undefined {
  const outer = parseIpv6Block(within)
  if (!outer || outer.length > 64) return undefined
  const busy = taken.flatMap((text) => parseIpv6Block(text) ?? [])
  const end = outer.first + sizeOf(outer.length)
  for (let first = outer.first; first < end; first += sizeOf(64)) {
    const last = first + sizeOf(64)
    if (!busy.some((one) => one.first < last && first < one.first + sizeOf(one.length)))
      return `${formatIpv6(first)}/64`
  }
  return undefined
}

/** Whether `inner` lies wholly in `outer`. */
export function containsIpv6(outer: string, inner: string): boolean {
  const a = parseIpv6Block(outer)
  const b = parseIpv6Block(inner)
  return (
    a !== undefined &&
    b !== undefined &&
    a.first <= b.first &&
    b.first + sizeOf(b.length) <= a.first + sizeOf(a.length)
  )
}

function formatIpv6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, at) =>
    ((value >> BigInt(112 - 16 * at)) & 0xffffn).toString(16),
  )
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1)
}
