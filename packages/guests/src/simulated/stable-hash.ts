import { createHash } from 'node:crypto'

/** Bytes that depend on the words alone: a guest's host keys, machine id and small jitters are the same every time they are asked for. */
export function stableBytes(...words: readonly string[]): Buffer {
  return createHash('sha256').update(words.join('\0')).digest()
}

export function stableHex(length: number, ...words: readonly string[]): string {
  return stableBytes(...words)
    .toString('hex')
    .slice(0, length)
}

/** A UUID of the same kind. */
export function stableUuid(...words: readonly string[]): string {
  const hex = stableHex(32, ...words)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}
