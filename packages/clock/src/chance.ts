import type { Chance } from './index.ts'

/** A `Chance` whose state can be kept and put back. */
export interface SeededChance extends Chance {
  /** 32 hexadecimal digits: what `createChance({ state })` and `restore` take. */
  state(): string
  restore(state: string): void
  /** A cheap note of the present state, for `rewind`. */
  mark(): ChanceMark
  rewind(mark: ChanceMark): void
}

export type ChanceMark = readonly [number, number, number, number]

/** xoshiro128** (Blackman and Vigna), seeded from a string or continued from a kept state. */
export function createChance(from: string | { readonly state: string }): SeededChance {
  const words = new Uint32Array(4)
  const restore = (state: string): void => {
    if (!/^[0-9a-f]{32}$/.test(state)) throw new RangeError('A chance state has 32 hex digits')
    for (let i = 0; i < 4; i++) words[i] = Number.parseInt(state.slice(i * 8, i * 8 + 8), 16)
  }
  if (typeof from === 'string') seed(words, from)
  else restore(from.state)

  const word = (): number => {
    // By index: destructuring would walk an iterator on this hot path.
    const a = words[0] ?? 0
    const b = words[1] ?? 0
    const c = words[2] ?? 0
    const d = words[3] ?? 0
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
    const c1 = c ^ a
    const d1 = d ^ b
    words[1] = b ^ c1
    words[0] = a ^ d1
    words[2] = c1 ^ (b << 9)
    words[3] = rotate(d1, 11)
    return result
  }
  const hex = (count: number): string => {
    let digits = ''
    while (digits.length < count) digits += word().toString(16).padStart(8, '0')
    return digits.slice(0, count)
  }
  return {
    next: () => word() / 2 ** 32,
    below: (bound) => Math.floor((word() / 2 ** 32) * bound),
    hex,
    uuid: () => {
      const digits = hex(32)
      const variant = '89ab'[Number.parseInt(digits.charAt(16), 16) & 3]
      return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`
    },
    state: () => Array.from(words, (part) => part.toString(16).padStart(8, '0')).join(''),
    restore,
    mark: () => [words[0] ?? 0, words[1] ?? 0, words[2] ?? 0, words[3] ?? 0],
    rewind: (mark) => words.set(mark),
  }
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by))
}

/** Spreads the text over all four words, so that near seeds (account numbers) give unrelated streams. */
function seed(words: Uint32Array, text: string): void {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  for (let i = 0; i < 4; i++) {
    hash = (hash + 0x9e3779b9) | 0
    let mixed = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    words[i] = mixed ^ (mixed >>> 15) ^ Math.imul(text.length + i, 0x85ebca6b)
  }
  if (words.every((part) => part === 0)) words[0] = 1
}
