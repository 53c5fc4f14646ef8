/** Milliseconds since the epoch of an ISO 8601 date or of seconds since the epoch; undefined for anything else. */
export function readDate(text: string): number | undefined {
  if (/^\d+$/.test(text)) {
    return BigInt(text) <= 9_223_372_036_854_775_807n ? Number(text) * 1000 : undefined
  }
  const parts =
    /^(-?\d{1,9})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?:[tT](?:(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,9}))?)?)?)?(?:[zZ]|([+-])(\d{2})(?::?(\d{2}))?)?)?$/.exec(
      text,
    )
  if (!parts) return undefined
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part, at) => Number(part ?? (at === 1 || at === 2 ? 1 : 0)))
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined
  if (hour > 23 || minute > 59 || second > 59) return undefined
  const offsetMinutes = Number(parts[9] ?? 0) * 60 + Number(parts[10] ?? 0)
  const away = (parts[8] === '-' ? -1 : 1) * offsetMinutes * 60_000
  const fraction = Number(`0.${parts[7] ?? 0}`) * 1000
  const at = Date.UTC(2000, month - 1, day, hour, minute, second)
  return new Date(at).setUTCFullYear(year) + fraction - away
}

export function readNumber(text: string): number | undefined {
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined
}

export function readBoolean(text: string): boolean | undefined {
  const lower = text.toLowerCase()
  return lower === 'true' ? true : lower === 'false' ? false : undefined
}

export interface AddressBlock {
  readonly bits: 32 | 128
  readonly value: bigint
  readonly prefix: number
}

/** `203.0.113.0/24`, `2001:db8::/32`, or a single address. */
export function readBlock(text: string): AddressBlock | undefined {
  const [address = '', length, ...more] = text.split('/')
  const read = address.includes(':') ? readIpv6(address) : readIpv4(address)
  if (!read || more.length > 0) return undefined
  const bits = address.includes(':') ? 128 : 32
  const prefix = length === undefined ? bits : Number(length)
  if (length !== undefined && (!/^\d{1,3}$/.test(length) || prefix > bits)) return undefined
  return { bits, value: read.value, prefix }
}

export function blockHolds(block: AddressBlock, address: AddressBlock): boolean {
  if (block.bits !== address.bits || address.prefix < block.prefix) return false
  const away = BigInt(block.bits - block.prefix)
  return block.value >> away === address.value >> away
}

function readIpv4(text: string): { readonly value: bigint } | undefined {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) {
    return undefined
  }
  return { value: parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n) }
}

function readIpv6(text: string): { readonly value: bigint } | undefined {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text)
  const v4 = dotted && readIpv4(dotted[2] ?? '')
  if (dotted && !v4) return undefined
  const plain = v4
    ? `${dotted[1]}${(v4.value >> 16n).toString(16)}:${(v4.value & 0xffffn).toString(16)}`
    : text
  const halves = plain.split('::')
  if (halves.length > 2) return undefined
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - head.length - tail.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...tail]
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined
  return { value: groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n) }
}
