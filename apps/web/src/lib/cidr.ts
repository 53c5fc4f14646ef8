/** An IPv4 block as numbers; undefined when the text is none, or has host bits. */
export function parseBlock(text: string): { first: number; length: number } | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text.trim())
  if (!match) return undefined
  const [a = 256, b = 256, c = 256, d = 256, length = 33] = match.slice(1).map(Number)
  if ([a, b, c, d].some((part) => part > 255) || length > 32) return undefined
  const first = ((a * 256 + b) * 256 + c) * 256 + d
  return first % 2 ** (32 - length) === 0 ? { first, length } : undefined
}

export function formatBlock({ first, length }: { first: number; length: number }): string {
  return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.')}/${length}`
}

const endOf = ({ first, length }: { first: number; length: number }) => first + 2 ** (32 - length)

/** Whether two blocks share an address. */
export function overlap(one: string, other: string): boolean {
  const a = parseBlock(one)
  const b = parseBlock(other)
  return a !== undefined && b !== undefined && a.first < endOf(b) && b.first < endOf(a)
}

/** Whether `inner` lies wholly in `outer`. */
export function contains(outer: string, inner: string): boolean {
  const a = parseBlock(outer)
  const b = parseBlock(inner)
  return a !== undefined && b !== undefined && a.first <= b.first && endOf(b) <= endOf(a)
}

/** The first block of the length that lies in `within` and touches none of `taken`. */
export function nextFreeBlock(
  within: string,
  taken: readonly string[],
  length: number,
): string | undefined {
  const outer = parseBlock(within)
  if (!outer || length < outer.length) return undefined
  const step = 2 ** (32 - length)
  const busy = taken.flatMap((text) => parseBlock(text) ?? [])
  for (let first = outer.first; first < endOf(outer); first += step) {
    const clash = busy.find((one) => one.first < first + step && first < endOf(one))
    if (!clash) return formatBlock({ first, length })
    // Blocks of thousands of addresses are passed at once.
    const end = endOf(clash)
    first = Math.max(first, Math.ceil(end / step) * step - step)
  }
  return undefined
}
