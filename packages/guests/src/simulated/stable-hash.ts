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
