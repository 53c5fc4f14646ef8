import { createHash, hash } from 'node:crypto'

/**
 * SHA-256 of `bytes`, synchronously: an asynchronous digest would let frames overtake one another. Both ends of the channel run
 * in Node.
 */
export function sha256(bytes: Uint8Array): Uint8Array {
  return hash('sha256', bytes, 'buffer')
}

/** SHA-256 of a text in UTF-8, as bytes; for comparing secrets of any length in constant time. */
export function sha256OfText(text: string): Uint8Array {
  return createHash('sha256').update(text, 'utf8').digest()
}
