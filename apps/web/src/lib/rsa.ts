import { fromBase64 } from './base64.ts'

/**
 * RSA as Windows passwords need it. Browsers decrypt by the newer padding alone, and a private key must not leave the browser, so that
 * the server could.
 */
export interface RsaPrivateKey {
  readonly modulus: bigint
  readonly exponent: bigint
}

const pem = /-----BEGIN RSA PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END RSA PRIVATE KEY-----/
const integerTag = 0x02
const sequenceTag = 0x30

/** Reads the file that EC2 gives for an RSA key pair; undefined for anything else. */
export function readRsaKey(text: string): RsaPrivateKey | undefined {
  const body = pem.exec(text)?.[1]
  if (body === undefined) return undefined
  try {
    const outer = readElement(fromBase64(body.replace(/\s/g, '')), 0)
    if (outer.tag !== sequenceTag) return undefined
    // Version, modulus, public exponent, private exponent, and what makes it faster.
    const numbers: bigint[] = []
    for (let at = 0; at < outer.content.length && numbers.length < 4;) {
      const { tag, content, end } = readElement(outer.content, at)
      if (tag !== integerTag) return undefined
      numbers.push(toNumber(content))
      at = end
    }
    const [, modulus, , exponent] = numbers
    return modulus && exponent ? { modulus, exponent } : undefined
  } catch {
    return undefined
  }
}

/** Decrypts what was encrypted with PKCS #1 v1.5 padding; undefined when it is not for this key. */
export function decryptRsa(key: RsaPrivateKey, sealed: Uint8Array): Uint8Array | undefined {
  const size = Math.ceil(key.modulus.toString(16).length / 2)
  const opened = toNumber(sealed)
  if (sealed.length !== size || opened >= key.modulus) return undefined
  const block = toBytes(power(opened, key.exponent, key.modulus), size)
  // 0, 2, at least eight bytes that are not 0, 0, the message.
  const end = block.indexOf(0, 2)
  return block[0] === 0 && block[1] === 2 && end >= 10 ? block.subarray(end + 1) : undefined
}

function readElement(bytes: Uint8Array, at: number) {
  const first = bytes[at + 1] ?? 0
  const more = first & 0x80 ? first & 0x7f : 0
  const length = more === 0 ? first : Number(toNumber(bytes.subarray(at + 2, at + 2 + more)))
  const start = at + 2 + more
  if (start + length > bytes.length) throw new RangeError('The key is cut off')
  return { tag: bytes[at], content: bytes.subarray(start, start + length), end: start + length }
}

function toNumber(bytes: Uint8Array): bigint {
  return BigInt(`0x0${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`)
}

function toBytes(number: bigint, size: number): Uint8Array {
  const hex = number.toString(16).padStart(size * 2, '0')
  return Uint8Array.from({ length: size }, (_none, at) =>
    Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16),
  )
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  let square = base % modulus
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}
